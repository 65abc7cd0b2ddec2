/// Writes numbers bit by bit, the highest first.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    /// How many bits of the last byte are taken; 0 for all.
    private var taken = 0

    /// The lowest `count` bits of a number.
    mutating func write(_ number: UInt64, bits count: Int) {
        for place in stride(from: count - 1, through: 0, by: -1) {
            if taken == 0 { bytes.append(0) }
            bytes[bytes.count - 1] |= UInt8(number >> UInt64(place) & 1) << UInt8(7 - taken)
            taken = (taken + 1) & 7
        }
    }

    mutating func write(_ flag: Bool) { write(flag ? 1 : 0, bits: 1) }

    /// A number that is not negative as an exponential Golomb code of that order: one of fewer than `order` bits takes
    /// `order + 1`, each further bit two more.
    mutating func write(_ number: Int64, order: Int) {
        let sum = UInt64(number) + 1 << UInt64(order)
        let width = UInt64.bitWidth - sum.leadingZeroBitCount
        write(0, bits: width - order - 1)
        write(sum, bits: width)
    }

    /// How many bits ``write(_:order:)`` takes.
    static func width(_ number: Int64, order: Int) -> Int {
        let sum = UInt64(number) + 1 << UInt64(order)
        return 2 * (UInt64.bitWidth - sum.leadingZeroBitCount) - order - 1
    }

    /// The order with which the numbers take the fewest bits.
    static func order(for numbers: [Int64]) -> Int {
        let sizes = (0..<ordersCount).map { order in numbers.reduce(0) { $0 + width($1, order: order) } }
        return sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
    }

    /// Orders are below this: they take five bits.
    static let ordersCount = 32
}
