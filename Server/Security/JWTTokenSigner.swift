public import CaravanProtocol
import Crypto
import FoundationEssentials
import JWTKit

/// Signs access tokens as JWTs with HS256, and verifies them against that one algorithm and the server's keys.
public struct JWTTokenSigner: TokenSigner {
    /// A longer token is not one of ours, and is not worth a hash.
    private static let tokenBytesMax = 2048

    private let keys: [VerifyingKey]
    private let derivation: SymmetricKey
    private let cache: TokenCache
    private let parser = DefaultJWTParser()
    private let serializer = DefaultJWTSerializer()

    /// Asynchronous only because jwt-kit hands its algorithms out so; signing and verifying are not.
    /// - Parameter cachedMax: how many verified tokens are remembered.
    public init(_ keys: SigningKeys, cachedMax: Int = 4096) async throws {
        var verifying: [VerifyingKey] = []
        for key in keys.keys { verifying.append(try await VerifyingKey(key)) }
        self.keys = verifying
        derivation = SymmetricKey(data: keys.keys[0])
        cache = TokenCache(countMax: cachedMax)
    }

    public func sign(_ claims: AccessClaims) throws -> String {
        let key = keys[0]
        let header = #"{"alg":"\#(VerifyingKey.algorithmName)","kid":"\#(key.id)","typ":"JWT"}"#
        let payload = String(decoding: try serializer.serialize(AccessPayload(claims)), as: UTF8.self)
        let signed = Base64URL.encode(Array(header.utf8)) + "." + payload
        return signed + "." + Base64URL.encode(try key.algorithm.sign(Array(signed.utf8)))
    }

    public func verify(_ token: String, now: Instant) -> AccessClaims? {
        guard token.utf8.count <= Self.tokenBytesMax else { return nil }
        let bytes = Array(token.utf8)
        let digest = SHA256.hash(data: bytes)
        guard let claims = cache[digest] ?? check(bytes) else { return nil }
        guard claims.expiresAt > now else { return nil }
        cache[digest] = claims
        return claims
    }

    public func derive(_ purpose: String, _ message: [UInt8]) -> [UInt8] {
        // The purpose's length goes first, so that no purpose and message run together like two others.
        var authentication = HMAC<SHA256>(key: derivation)
        withUnsafeBytes(of: UInt64(purpose.utf8.count).bigEndian) { authentication.update(data: $0) }
        authentication.update(data: Array(purpose.utf8))
        authentication.update(data: message)
        return Array(authentication.finalize())
    }

    public func fingerprint(_ message: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: message))
    }

    /// The claims of a token with a good signature that is ours, whatever its time.
    private func check(_ token: [UInt8]) -> AccessClaims? {
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let parsed = try? parser.parse(token, as: AccessPayload.self),
            parsed.header.alg == VerifyingKey.algorithmName,
            // RFC 7515 section 4.1.11: extensions that are not understood must be refused, and none is.
            parsed.header.crit == nil,
            // Base64 has several texts for the same bytes; only the one that is signed is ours.
            Base64URL.encode(Array(parsed.signature)).utf8.elementsEqual(parts[2])
        else { return nil }
        let signed = token[..<(parts[2].startIndex - 1)]
        let isSigned = candidates(parsed.header.kid).contains { key in
            (try? key.algorithm.verify(parsed.signature, signs: signed)) ?? false
        }
        return isSigned ? parsed.payload.claims : nil
    }

    /// The key that a token names; all of them when it names none that is known.
    private func candidates(_ id: String?) -> [VerifyingKey] {
        keys.first { $0.id == id }.map { [$0] } ?? keys
    }
}
