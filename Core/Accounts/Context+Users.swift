import CaravanProtocol

extension Reading {
    /// The user with that address or, without one, that username, whatever the case.
    func user(email: String?, username: String?) throws -> User? {
        if let email { return try first(Query(.equals(\User.emailFolded, email.lowercased()))) }
        guard let username else { return nil }
        return try first(Query(.equals(\User.usernameFolded, username.lowercased())))
    }
}
