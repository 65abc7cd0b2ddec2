/// The 128 bits of a UUID (RFC 9562), without a type. Entities use the typed ``ID`` around it.
public struct UUIDBits: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes a value of its two halves, as they are.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A value from its 16 bytes in network order; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            halves = (halves.0 << 8 | halves.1 >> 56, halves.1 << 8 | UInt64(byte))
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// A UUIDv7 (RFC 9562, section 5.7): 48 bits of time, so that later ones sort later, and 74 random bits.
    ///
    /// - Parameters:
    ///   - unixMilliseconds: The time since 1970-01-01T00:00:00Z; its lower 48 bits count.
    ///   - high: Random bits, of which the lower 12 are used.
    ///   - low: Random bits, of which the lower 62 are used.
    public static func version7(unixMilliseconds: Int64, random high: UInt64, low: UInt64) -> UUIDBits {
        UUIDBits(
            high: UInt64(bitPattern: unixMilliseconds) << 16 | 0x7000 | high & 0x0FFF,
            low: 0x8000_0000_0000_0000 | low & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// Lends the 16 bytes in network order, as databases keep them.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }
}

extension UUIDBits: Comparable {
    /// The order of their bytes, taken as unsigned, which is the order of their texts too.
    public static func < (left: UUIDBits, right: UUIDBits) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}
