import CaravanProtocol

/// A user with an account, and the session that all his devices use.
struct Person: Sendable {
    let id: UUIDBits
    let credential: Credential
}
