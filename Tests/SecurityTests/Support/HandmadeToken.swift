import CaravanProtocol
import Crypto

@testable import CaravanSecurity

/// Tokens put together by hand, so that any header, any claims and any key go.
struct HandmadeToken {
    static let now = Instant(microseconds: 1_900_000_000_000_000)
    static let user = UUIDBits(high: 1, low: 2)
    static let claims = AccessClaims(
        user: user, session: UUIDBits(high: 3, low: 4), id: UUIDBits(high: 5, low: 6), issuedAt: now,
        expiresAt: now.adding(seconds: 900))

    var header: JSONObject = ["alg": "HS256", "typ": "JWT"]
    var payload: JSONObject = [
        "iss": "caravan", "aud": "caravan", "sub": .string(user.description),
        "sid": .string(claims.session.description), "jti": .string(claims.id.description), "iat": 1_900_000_000,
        "exp": 1_900_000_900,
    ]

    var signed: String {
        [header, payload].map { part in
            var writer = JSONWriter()
            writer.value(.object(part))
            return Base64URL.encode(writer.bytes)
        }.joined(separator: ".")
    }

    func text<Hash: HashFunction>(_ key: [UInt8], _: Hash.Type = SHA256.self) -> String {
        let code = HMAC<Hash>.authenticationCode(for: Array(signed.utf8), using: SymmetricKey(data: key))
        return signed + "." + Base64URL.encode(Array(code))
    }
}
