import CaravanProtocol

extension Context {
    /// The users of these ids as others see them, by two queries however many they are.
    func people(_ ids: some Sequence<ID<User>>) throws -> [ID<User>: UserSummary] {
        let ids = Array(Set(ids))
        guard !ids.isEmpty else { return [:] }
        let users = try store.select(Query(.oneOf(\User.id, ids)))
        let profiles = try store.select(Query(.oneOf(\Profile.userID, ids)))
        let profileOfUser = Dictionary(profiles.map { ($0.userID, $0) }) { first, _ in first }
        return Dictionary(users.map { ($0.id, UserSummary($0, profileOfUser[$0.id] ?? Profile())) }) { first, _ in first
        }
    }

    /// The user's profile.
    func profile(of user: ID<User>) throws -> Profile {
        guard let profile = try store.first(Query(.equals(\Profile.userID, user))) else {
            throw StorageError.corrupt("user \(user) has no profile")
        }
        return profile
    }
}
