/// What an access token says (RFC 7519): `sub`, `sid`, `jti`, `iat`, `exp`; `iss` and `aud` are the signer's.
public struct AccessClaims: Sendable, Hashable {
    public var user: UUIDBits
    public var session: UUIDBits
    public var id: UUIDBits
    /// Whole seconds.
    public var issuedAt: Instant
    /// Whole seconds.
    public var expiresAt: Instant

    public init(user: UUIDBits, session: UUIDBits, id: UUIDBits, issuedAt: Instant, expiresAt: Instant) {
        self.user = user
        self.session = session
        self.id = id
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }
}
