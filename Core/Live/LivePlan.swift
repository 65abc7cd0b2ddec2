import CaravanProtocol

/// A subscription whose right and position have been checked, in one state of the database.
struct LivePlan: Sendable {
    struct Start: Sendable {
        let trip: ID<Trip>
        /// From where; `nil` from the head, or from where the peer is already.
        let since: Int64?
        let head: Int64

        /// The revision that is answered: where the peer stands, or how far the gap reaches that comes first.
        func answered(_ position: Int64) -> Int64 { since == nil ? position : max(position, head) }
    }

    var starts: [Start]
    /// Of the user's own log, if that is followed too.
    var own: Start?
    /// How far the user's own log reached in that state.
    let asOf: Int64
    let isPresent: Bool

    static let noSuchPosition = Failure(.resyncRequired, "The log has no such position: read the trip anew.")

    /// Checks one trip. Throws `not_found` for whoever is no member, `resync_required` for a position that the log has not.
    static func start(
        _ trip: ID<Trip>, since: Int64?, epoch: String?, of caller: Caller, in context: Context
    ) throws -> Start {
        guard try context.liveTrip(trip) != nil, try context.membership(of: caller.id, in: trip) != nil else {
            throw Failure(.notFound, "There is no such trip.")
        }
        let log = try context.store.find(LogHead.self, key: [.id(trip.bits)]) ?? LogHead()
        guard epoch.map({ $0 == context.settings.epoch }) ?? true, since.map({ log.reaches($0) }) ?? true else {
            throw noSuchPosition
        }
        return Start(trip: trip, since: since, head: log.head)
    }
}
