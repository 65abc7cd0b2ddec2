/// How often which latency was seen, in buckets of 1.6 %.
package struct Histogram: Sendable {
    private var counts = [UInt32](repeating: 0, count: 64 * 60)
    package private(set) var count = 0

    package init() {}

    /// Counts a latency in nanoseconds.
    package mutating func add(_ value: UInt64) {
        counts[Self.bucket(value)] += 1
        count += 1
    }

    /// The latency in milliseconds that so large a part of all does not exceed.
    package func milliseconds(_ part: Double) -> Double {
        let rank = Int((Double(count) * part).rounded(.up))
        var seen = 0
        for (bucket, count) in counts.enumerated() {
            seen += Int(count)
            if seen >= max(rank, 1) { return Double(Self.upperBound(bucket)) / 1e6 }
        }
        return 0
    }

    private static func bucket(_ value: UInt64) -> Int {
        if value < 64 { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount
        return (exponent - 5) * 64 + Int(value >> UInt64(exponent - 6)) & 63
    }

    private static func upperBound(_ bucket: Int) -> UInt64 {
        if bucket < 64 { return UInt64(bucket) }
        return UInt64(65 + bucket % 64) << UInt64(bucket / 64 - 1)
    }
}
