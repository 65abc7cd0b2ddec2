/// A decimal number taken apart: significant digits times a power of ten. ``JSONNumber`` and ``Amount`` read through it.
struct DecimalText {
    let isNegative: Bool
    /// The digits 0…9 without leading zeros; empty for zero.
    private(set) var digits: [UInt8] = []
    /// The power of ten of the last digit. Huge exponents are clamped, far beyond what anyone asks for.
    private(set) var exponent: Int

    /// Takes `-`, digits, an optional fraction and an optional exponent, as JSON does, but allows leading zeros. `nil`
    /// for anything else and for more than ``Limits/jsonNumberLengthMax`` characters.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Limits.jsonNumberLengthMax else { return nil }
        var reader = ASCIIReader(bytes)
        isNegative = reader.take(UInt8(ascii: "-"))
        var fractionLength = 0
        guard Self.readDigits(&reader, into: &digits) > 0 else { return nil }
        if reader.take(UInt8(ascii: ".")) {
            fractionLength = Self.readDigits(&reader, into: &digits)
            guard fractionLength > 0 else { return nil }
        }
        var power = 0
        if reader.take(UInt8(ascii: "e")) || reader.take(UInt8(ascii: "E")) {
            let negative = reader.take(UInt8(ascii: "-"))
            if !negative { _ = reader.take(UInt8(ascii: "+")) }
            guard let first = reader.digit() else { return nil }
            power = first
            while let next = reader.digit() { power = min(power * 10 + next, 1_000_000) }
            if negative { power = -power }
        }
        guard reader.isAtEnd else { return nil }
        exponent = power - fractionLength
    }

    /// Appends the digits that stand next, except zeros before the first other digit; returns how many there were.
    private static func readDigits(_ reader: inout ASCIIReader, into digits: inout [UInt8]) -> Int {
        var count = 0
        while let digit = reader.digit() {
            count += 1
            if digit != 0 || !digits.isEmpty { digits.append(UInt8(truncatingIfNeeded: digit)) }
        }
        return count
    }

    /// Drops zeros at the end while the last digit stands below `10^lowest`.
    mutating func dropZeros(below lowest: Int) {
        while exponent < lowest, let last = digits.last, last == 0 {
            digits.removeLast()
            exponent += 1
        }
    }

    /// The digits, then `zeros` zeros, as one signed integer; `nil` when it does not fit.
    func integer(appendingZeros zeros: Int) -> Int64? {
        guard !digits.isEmpty else { return 0 }
        guard zeros >= 0, digits.count + zeros <= 19 else { return nil }
        var magnitude: UInt64 = 0
        for digit in digits { magnitude = magnitude * 10 + UInt64(digit) }
        for _ in 0..<zeros { magnitude *= 10 }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// The value when it is a whole number in range.
    var int64: Int64? {
        var whole = self
        whole.dropZeros(below: 0)
        return whole.digits.isEmpty ? 0 : whole.integer(appendingZeros: whole.exponent)
    }
}
