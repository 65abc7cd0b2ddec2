/// Signs and verifies access tokens, and derives what must not be guessed from the server's key.
public protocol TokenSigner: Sendable {
    func sign(_ claims: AccessClaims) throws -> String
    /// The claims of a token with a good signature of a known key and algorithm, whose `iss` and `aud` are ours and whose
    /// time has not passed; else `nil`.
    func verify(_ token: String, now: Instant) -> AccessClaims?
    /// 32 bytes that only holders of the server's key can derive: HMAC-SHA256 over purpose and message.
    func derive(_ purpose: String, _ message: [UInt8]) -> [UInt8]
    /// SHA-256.
    func fingerprint(_ message: [UInt8]) -> [UInt8]
}

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
