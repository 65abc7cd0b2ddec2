/// Decimal digits, by hand: `description` costs a string each time.
enum DecimalDigits {
    /// Appends an integer in its shortest form.
    static func append(_ value: Int64, to bytes: inout [UInt8]) {
        var magnitude = value.magnitude
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        if magnitude < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude)) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var start = 20
            while magnitude > 0 {
                let (rest, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
                start &-= 1
                buffer[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                magnitude = rest
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<20]))
        }
    }

    /// Appends the last `count` digits of a value that is not negative, with leading zeros.
    @inline(__always)
    static func append(_ value: Int, count: Int, to bytes: inout [UInt8]) {
        var power = 1
        for _ in 1..<count { power &*= 10 }
        var rest = value
        for _ in 0..<count {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / power % 10))
            rest %= power
            power = max(power / 10, 1)
        }
    }
}
