public import CaravanProtocol
import Crypto

/// The checksum of what a replica holds of a trip (WIRE.md section 5): the XOR, over the trip and its destinations,
/// activities and messages, of the first 8 bytes of SHA-256(id, revision as 8 bytes, big-endian).
public struct TripChecksum: Sendable, Equatable {
    public private(set) var value: UInt64 = 0

    public init() {}

    /// Takes an entity in, or out again.
    public mutating func toggle(_ id: UUIDBits, revision: Int64) {
        var bytes = id.withBytes { Array($0) }
        withUnsafeBytes(of: revision.bigEndian) { bytes.append(contentsOf: $0) }
        value ^= SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// 16 lower-case hexadecimal digits.
    public var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
