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
}
