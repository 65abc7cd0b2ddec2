import CaravanProtocol

/// Something that live peers wait for, and that takes a look at the database.
enum LiveWork: Sendable {
    /// Logs have been written by others than this process, or entries came out of order.
    case catchUp([(scope: UUIDBits, cursor: Int64)])
    /// A peer that follows all of its user's trips has gained one.
    case attach(Hub.PeerID, ID<User>, ID<Trip>)
    /// Users are in rooms by other servers.
    case meet([Hub.Stranger])
    /// Another process has written something: how far the logs reach, and which sessions are over.
    case survey(scopes: [UUIDBits], sessions: [ID<Session>], users: [ID<User>])

    /// What was found.
    enum Finding: Sendable {
        case entries([[LiveEvent]])
        case start(Hub.PeerID, ID<Trip>, beginning: Int64, head: Int64, asOf: Int64)
        case met([(stranger: Hub.Stranger, user: UserSummary)])
        case survey(heads: [UUIDBits: Int64], sessions: [ID<Session>], users: [ID<User>])
        case nothing
    }

    /// Looks, inside a transaction.
    func find(_ log: LiveLog) throws -> Finding {
        switch self {
        case .catchUp(let scopes):
            let pages = try scopes.map { try log.page($0.scope, after: $0.cursor) }
            let own = pages.filter { $0.events.first?.scope.kind == .user }
            // What users lost is heeded first, all of it.
            return .entries((own.allSatisfy(\.isLast) ? pages : own).map(\.events))
        case .attach(let peer, let user, let trip):
            guard let beginning = try log.beginning(of: user, in: trip) else { return .nothing }
            return .start(
                peer, trip, beginning: beginning, head: try log.head(trip.bits), asOf: try log.head(user.bits))
        case .meet(let strangers):
            let people = try log.context.people(strangers.map(\.user))
            return .met(strangers.compactMap { stranger in people[stranger.user].map { (stranger, $0) } })
        case .survey(let scopes, let sessions, let users):
            return .survey(
                heads: try log.heads(scopes), sessions: try log.ended(of: sessions), users: try log.disabled(of: users))
        }
    }
}
