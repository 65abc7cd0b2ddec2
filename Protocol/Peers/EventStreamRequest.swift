/// What a request for a stream of events says (WIRE.md section 4, SSE).
public struct EventStreamRequest: Sendable {
    public var visit: PeerVisit
    /// The trip to which the stream is narrowed; `nil` for all of the caller's and his own log.
    public var trip: String?
    /// The id of the last event that the client has; `nil` to begin now.
    public var lastEventID: String?

    public init(visit: PeerVisit, trip: String? = nil, lastEventID: String? = nil) {
        self.visit = visit
        self.trip = trip
        self.lastEventID = lastEventID
    }
}
