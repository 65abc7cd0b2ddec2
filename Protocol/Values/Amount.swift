/// A decimal amount of money, exact: at most 12 digits before the point and 4 after it.
///
/// It is written as it was read (`12.50` stays `12.50`) and compared by its value (`12.5` is equal to it).
public struct Amount: Sendable {
    /// The amount times `10^scale`.
    public let units: Int64
    /// The number of digits after the point, 0…4.
    public let scale: Int

    private static let scaleMax = 4
    private static let integerDigitsMax = 12

    /// An amount from its parts, as a database keeps it; `nil` when the scale or the number of digits is out of range.
    public init?(units: Int64, scale: Int) {
        guard 0...Self.scaleMax ~= scale else { return nil }
        let limit = Self.powers[Self.integerDigitsMax] * Self.powers[scale]
        guard units.magnitude < UInt64(limit) else { return nil }
        self.units = units
        self.scale = scale
    }

    /// Reads digits with an optional `-`, fraction and exponent, as JSON writes numbers (RFC 8259, section 6), leading
    /// zeros allowed: `12.50`, `0`, `1e2`, `-1`.
    ///
    /// The exponent is worked in and zeros beyond the fourth digit after the point are dropped; `nil` when more digits
    /// are left than an amount has, and for any other text: `+1`, `1.`, `.5`, white space, the empty one.
    public init?(parsing text: some StringProtocol) {
        let read = withUTF8Bytes(of: text) { DecimalText($0) }
        guard var read else { return nil }
        // Before the zeros go, for zero itself: `0.00` keeps its two digits.
        let written = min(max(0, -read.exponent), Self.scaleMax)
        read.dropZeros(below: -Self.scaleMax)
        guard !read.digits.isEmpty else {
            self.init(units: 0, scale: written)
            return
        }
        guard let units = read.integer(appendingZeros: max(0, read.exponent)) else { return nil }
        self.init(units: units, scale: max(0, -read.exponent))
    }

    /// Whether it is below zero; `-0` is not.
    public var isNegative: Bool { units < 0 }

    /// The amount in ten-thousandths, in which all amounts compare.
    private var canonical: Int64 { units * Self.powers[Self.scaleMax - scale] }

    private static let powers: [Int64] = (0...12).map { exponent in (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}

extension Amount: Hashable, Comparable {
    /// Whether they are worth the same, however written.
    public static func == (left: Amount, right: Amount) -> Bool {
        left.canonical == right.canonical
    }

    /// Whether the left one is worth less.
    public static func < (left: Amount, right: Amount) -> Bool {
        left.canonical < right.canonical
    }

    /// Amounts worth the same have the same hash.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonical)
    }
}

extension Amount: CustomStringConvertible {
    /// Appends the plain decimal, never an exponent: `12.50`.
    public func write(to bytes: inout [UInt8]) {
        if units < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = Int64(units.magnitude)
        let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: Self.powers[scale])
        DecimalDigits.append(whole, to: &bytes)
        guard scale > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        DecimalDigits.append(Int(fraction), count: scale, to: &bytes)
    }

    /// What ``write(to:)`` writes.
    public var description: String {
        text(capacity: 18, write)
    }
}
