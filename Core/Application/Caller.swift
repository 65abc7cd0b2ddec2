public import CaravanProtocol

/// Who calls, as found in the transaction.
public struct Caller: Sendable {
    public let user: User
    /// The session; `nil` for the operator's `--as`.
    public let session: ID<Session>?

    public var id: ID<User> { user.id }
}
