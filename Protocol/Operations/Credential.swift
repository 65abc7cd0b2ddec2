/// What a peer shows to say who calls.
public enum Credential: Sendable, Hashable {
    /// Nothing.
    case none
    /// An access token, to be verified.
    case bearer(String)
    /// A session that a transport was bound to by `auth.login`; still checked at each call.
    case session(UUIDBits)
    /// A user whom the operator of the database speaks for (`caravan stdio --as`).
    case user(UUIDBits)
}
