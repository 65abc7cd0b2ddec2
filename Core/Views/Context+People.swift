import CaravanProtocol

extension Context {
    /// The users of these ids as others see them, by two queries however many they are.
    func people(_ ids: some Sequence<ID<User>>) throws -> [ID<User>: UserSummary] {
        let ids = Set(ids)
        var people: [ID<User>: UserSummary] = [:]
        // Most are about the caller himself, once as the one who does something and again as the one it is of.
        if let caller, ids.contains(caller.id) { people[caller.id] = try callerSummary() }
        let others = ids.filter { people[$0] == nil }
        guard !others.isEmpty else { return people }
        let users = try store.select(Query(.oneOf(\User.id, Array(others))))
        let profiles = try store.select(Query(.oneOf(\Profile.userID, Array(others))))
        let profileOfUser = Dictionary(profiles.map { ($0.userID, $0) }) { first, _ in first }
        for user in users { people[user.id] = UserSummary(user, profileOfUser[user.id] ?? Profile()) }
        return people
    }

    /// The caller as others see him; read once.
    func callerSummary() throws -> UserSummary {
        if let ownSummary { return ownSummary }
        let caller = try requireCaller()
        let summary = UserSummary(caller.user, try profile(of: caller.id))
        ownSummary = summary
        return summary
    }

    /// The user's profile.
    func profile(of user: ID<User>) throws -> Profile {
        guard let profile = try store.first(Query(.equals(\Profile.userID, user))) else {
            throw StorageError.corrupt("user \(user) has no profile")
        }
        return profile
    }
}
