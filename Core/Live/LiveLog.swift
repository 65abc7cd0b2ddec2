import CaravanProtocol

/// Reads logs for live peers, inside a transaction.
struct LiveLog {
    /// How many entries are sent at once, and about how many bytes.
    static let pageMax = 200
    private static let pageBytes = 64 * 1024
    /// How many are read at once: a few may be all that fits.
    private static let readMax = 50
    /// How many logs are asked for at once.
    private static let scopesMax = 500

    let context: Context

    /// How far a log reaches.
    func head(_ scope: UUIDBits) throws -> Int64 {
        try context.store.find(LogHead.self, key: [.id(scope)])?.head ?? 0
    }

    /// Whether all that came after a revision is still there.
    func reaches(_ scope: UUIDBits, _ revision: Int64) throws -> Bool {
        try context.store.find(LogHead.self, key: [.id(scope)])?.reaches(revision) ?? true
    }

    /// A part of a log, and how far it reaches, as of one state.
    struct Page: Sendable {
        let events: [LiveEvent]
        let head: Int64

        /// Whether the log ends with it.
        var isLast: Bool { (events.last?.revision ?? head) >= head }
    }

    /// The entries after a revision, as many as make a page.
    func page(_ scope: UUIDBits, after position: Int64) throws -> Page {
        let head = try head(scope)
        var page: [LiveEvent] = []
        var bytes = 0
        while bytes < Self.pageBytes, page.count < Self.pageMax, page.last?.revision ?? position < head {
            let last = page.last?.revision ?? position
            let query = Query<Change>(.equals(\.scopeID, scope), .greater(\.revision, than: last))
            let some = try events(
                context.store.select(query.ordered(by: \.revision).limited(to: Self.readMax)))
            if some.isEmpty { break }
            for event in some where bytes < Self.pageBytes {
                page.append(event)
                bytes += event.bytes.count
            }
        }
        return Page(events: page, head: head)
    }

    func events(_ changes: [Change]) throws -> [LiveEvent] {
        let people = try context.people(changes.compactMap(\.actor))
        return changes.map { change in
            LiveEvent(
                Event(change: change, actor: change.actor.flatMap { people[$0] }, epoch: context.settings.epoch))
        }
    }

    /// How far the logs reach.
    func heads(_ scopes: [UUIDBits]) throws -> [UUIDBits: Int64] {
        try logHeads(scopes).mapValues(\.head)
    }

    /// The logs' heads.
    func logHeads(_ scopes: [UUIDBits]) throws -> [UUIDBits: LogHead] {
        var heads: [UUIDBits: LogHead] = [:]
        for start in stride(from: 0, to: scopes.count, by: Self.scopesMax) {
            let some = Array(scopes[start..<min(start + Self.scopesMax, scopes.count)])
            for head in try context.store.select(Query(.oneOf(\LogHead.scopeID, some))) {
                heads[head.scopeID] = head
            }
        }
        return heads
    }

    /// The user's trips, and how far their logs reach.
    func trips(of user: ID<User>) throws -> [(trip: ID<Trip>, head: Int64)] {
        let memberships = try context.store.select(
            Query(.equals(\Membership.userID, user), .isNull(\.deletedAt)).ordered(by: \.id))
        let heads = try heads(memberships.map(\.tripID.bits))
        var trips: [(ID<Trip>, Int64)] = []
        for membership in memberships where try context.liveTrip(membership.tripID) != nil {
            trips.append((membership.tripID, heads[membership.tripID.bits] ?? 0))
        }
        return trips
    }

    /// The revision before the one with which the user came to the trip; `nil` if he is no member.
    func beginning(of user: ID<User>, in trip: ID<Trip>) throws -> Int64? {
        guard try context.liveTrip(trip) != nil, let membership = try context.membership(of: user, in: trip) else {
            return nil
        }
        let first = try context.store.first(
            Query<Change>(.equals(\.entityID, membership.id.bits)).ordered(by: \.entityID, \.revision))
        // The owner's membership came with the trip, in one entry with it.
        return (first?.revision ?? membership.revision) - 1
    }

    /// Of these sessions those that are over, with their users' accounts or by themselves.
    func ended(of sessions: [ID<Session>]) throws -> [ID<Session>] {
        var ended: [ID<Session>] = []
        for start in stride(from: 0, to: sessions.count, by: Self.scopesMax) {
            let some = Array(sessions[start..<min(start + Self.scopesMax, sessions.count)])
            let query = Query<Session>(.oneOf(\.id, some), .isNotNull(\.endedAt))
            ended += try context.store.select(query).map(\.id)
        }
        return ended
    }

    /// Of these users those whose accounts are disabled.
    func disabled(of users: [ID<User>]) throws -> [ID<User>] {
        try users.filter { try context.store.find($0)?.isActive != true }
    }

    func isMember(_ user: ID<User>, of trip: ID<Trip>) throws -> Bool {
        guard try context.liveTrip(trip) != nil else { return false }
        return try context.membership(of: user, in: trip) != nil
    }

    /// What the user's own log says of the end of his access.
    func lastRevocation(of user: ID<User>, from trip: UUIDBits) throws -> LiveEvent? {
        let query = Query<Change>(
            .equals(\.entityID, trip), .equals(\.scopeID, user.bits), .equals(\.type, .accessRevoked))
        let last = try context.store.first(query.ordered(by: \.entityID, \.revision, descending: true))
        return try last.flatMap { try events([$0]).first }
    }

    /// The trips that the user had at a revision of his own log, in the order in which he gained them.
    func gained(by user: ID<User>, until revision: Int64) throws -> [LogPositions.Trip] {
        let query = Query<Change>(
            .equals(\.scopeID, user.bits), .atMost(\.revision, revision),
            .oneOf(\.type, [.accessGranted, .accessRevoked]))
        var trips: [LogPositions.Trip] = []
        for change in try context.store.select(query.ordered(by: \.revision)) {
            LogPositions.pass(change.type, change.entityID, &trips)
        }
        return trips
    }
}
