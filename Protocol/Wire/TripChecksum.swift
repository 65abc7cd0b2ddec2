/// The sum over a trip and what is in it, by which a client finds out that it has diverged (WIRE.md section 5): the XOR,
/// over the trip and its destinations, activities and messages that are not deleted, of the first 8 bytes of SHA-256(the
/// id's 16 bytes, the revision as 8 bytes, big-endian).
public struct TripChecksum: Sendable, Equatable {
    private var sum: UInt64

    public init(stored: Int64 = 0) { sum = UInt64(bitPattern: stored) }

    /// What ``text`` has written.
    public init?(text: String) {
        guard let sum = UInt64(text, radix: 16) else { return nil }
        self.sum = sum
    }

    /// The sum as a column keeps it.
    public var stored: Int64 { Int64(bitPattern: sum) }

    /// 16 lower-case hex digits.
    public var text: String {
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// Counts an entity in, or out again.
    @inlinable
    public mutating func toggle(
        _ id: UUIDBits, _ revision: Int64, sha256: (_ bytes: [UInt8]) -> some Sequence<UInt8>
    ) {
        var bytes = id.withBytes { Array($0) }
        withUnsafeBytes(of: revision.bigEndian) { bytes.append(contentsOf: $0) }
        toggle(digest: sha256(bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    @usableFromInline
    mutating func toggle(digest: UInt64) { sum ^= digest }
}
