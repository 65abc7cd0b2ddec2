import Crypto
import JWTKit

/// One of the server's keys, ready to sign and verify tokens with HS256 (RFC 7518, section 3.2).
struct VerifyingKey: Sendable {
    /// The only algorithm that is taken, whatever a token's header says (RFC 8725, section 3.1).
    static let algorithmName = "HS256"

    /// The `kid` of its tokens: the first 8 bytes of the key's SHA-256, in hexadecimal.
    let id: String
    let algorithm: any JWTAlgorithm

    init(_ key: [UInt8]) async throws {
        id = Hex.text(SHA256.hash(data: key).prefix(8))
        let collection = await JWTKeyCollection().add(hmac: HMACKey(from: key), digestAlgorithm: .sha256)
        algorithm = try await collection.getKey()
    }
}
