public import CaravanProtocol
import Crypto

/// Tokens without a key: good against mistakes, not against anybody.
public struct TestSigner: TokenSigner {
    public init() {}

    public func sign(_ claims: AccessClaims) -> String {
        let body = [
            claims.user.description, claims.session.description, claims.id.description,
            claims.issuedAt.microseconds.description,
            claims.expiresAt.microseconds.description,
        ].joined(separator: ".")
        return body + "." + Base64URL.encode(derive("access", Array(body.utf8)))
    }

    public func verify(_ token: String, now: Instant) -> AccessClaims? {
        let parts = token.split(separator: ".").map(String.init)
        guard parts.count == 6, let user = UUIDBits(parsing: parts[0]), let session = UUIDBits(parsing: parts[1]),
            let id = UUIDBits(parsing: parts[2]), let issued = Int64(parts[3]), let expires = Int64(parts[4])
        else { return nil }
        let claims = AccessClaims(
            user: user, session: session, id: id, issuedAt: Instant(microseconds: issued),
            expiresAt: Instant(microseconds: expires))
        return sign(claims) == token && now.microseconds < expires ? claims : nil
    }

    public func derive(_ purpose: String, _ message: [UInt8]) -> [UInt8] {
        fingerprint(Array(purpose.utf8) + [0] + message)
    }

    /// SHA-256 as it is: transports say the entity tags that come of it too.
    public func fingerprint(_ message: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: message)) }
}
