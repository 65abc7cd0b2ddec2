import CaravanProtocol
import JWTKit

/// The claims of an access token as they stand in it (RFC 7519, section 4.1). One that is missing is an error.
struct AccessPayload: JWTPayload {
    static let issuer = "caravan"
    static let audience = "caravan"

    var iss: String
    var aud: String
    var sub: String
    var sid: String
    var jti: String
    /// Whole seconds since 1970, as `exp`.
    var iat: Int64
    var exp: Int64

    init(_ claims: AccessClaims) {
        iss = Self.issuer
        aud = Self.audience
        sub = claims.user.description
        sid = claims.session.description
        jti = claims.id.description
        iat = claims.issuedAt.microseconds / 1_000_000
        exp = claims.expiresAt.microseconds / 1_000_000
    }

    /// `nil` unless the token is ours and its ids are ids. Whether its time has passed is another question.
    var claims: AccessClaims? {
        guard iss == Self.issuer, aud == Self.audience, let user = UUIDBits(parsing: sub),
            let session = UUIDBits(parsing: sid), let id = UUIDBits(parsing: jti), let issuedAt = Self.instant(iat),
            let expiresAt = Self.instant(exp)
        else { return nil }
        return AccessClaims(user: user, session: session, id: id, issuedAt: issuedAt, expiresAt: expiresAt)
    }

    private static func instant(_ seconds: Int64) -> Instant? {
        let (microseconds, isTooMuch) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return isTooMuch ? nil : Instant(microseconds: microseconds)
    }

    /// For jwt-kit's own verification, which is not used: it is asynchronous.
    func verify(using _: some JWTAlgorithm) async throws {}
}
