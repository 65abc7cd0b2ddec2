public import CaravanProtocol

/// Tells the others in a room that the caller is typing, or no more. It stands in no log.
public enum TypeInRoom: ReadOperation {
    public struct Input: InputRecord {
        public var tripID = ID<Trip>.unset
        public var isTyping = false

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("trip_id", \.tripID), .required("is_typing", \.isTyping),
        ]
    }

    public static let name = "chat.typing"
    public static let summary = "Say that the caller is typing"
    public static let route = Route.post("/chat/rooms/{trip_id}/typing/", success: 204)
    public static let access = Access<Input, TripGrant>.room { $0.tripID }
    /// It reaches as many as a message does.
    public static let limit: RateLimits.Kind? = .writes

    public static func run(_ input: Input, _ grant: TripGrant, in context: Context) throws -> NoContent {
        context.publication.typing.append((grant.trip.id, try context.callerSummary(), input.isTyping))
        return NoContent()
    }
}
