/// Reads what a ``BitWriter`` wrote; `nil` where there is nothing more, or nothing that it writes.
struct BitReader {
    private let bytes: ArraySlice<UInt8>
    private var place = 0

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    private var rest: Int { bytes.count * 8 - place }

    mutating func bits(_ count: Int) -> UInt64? {
        guard count <= rest else { return nil }
        var number: UInt64 = 0
        for _ in 0..<count {
            let byte = bytes[bytes.startIndex + place >> 3]
            number = number << 1 | UInt64(byte >> UInt8(7 - place & 7) & 1)
            place += 1
        }
        return number
    }

    mutating func flag() -> Bool? { bits(1).map { $0 == 1 } }

    mutating func number(order: Int) -> Int64? {
        var zeros = 0
        while let bit = bits(1) {
            if bit == 0 {
                zeros += 1
                continue
            }
            let width = zeros + order
            guard width < 63, let low = bits(width) else { return nil }
            return Int64(1 << UInt64(width) | low) - 1 << Int64(order)
        }
        return nil
    }

    /// Whether nothing is left but zeros up to a multiple of three bytes.
    mutating func isAtPadding() -> Bool { rest < 24 && bits(rest) == 0 }
}
