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
