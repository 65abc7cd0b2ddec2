/// A JSON number as it was written, so that nothing is lost between text and value (RFC 8259, section 6).
///
/// Two numbers are equal when their texts are: `1` and `1.0` are not.
public struct JSONNumber: Sendable, Equatable {
    /// The number as JSON writes it, at most ``Limits/jsonNumberLengthMax`` characters.
    public let text: String

    /// An integer.
    public init(_ value: Int64) {
        text = String(value)
    }

    /// A number from its text; `nil` unless all of the text is one JSON number.
    public init?(text: String) {
        let isNumber = withUTF8Bytes(of: text) { JSONNumberScan.end(of: $0, from: 0) == $0.count }
        guard isNumber else { return nil }
        self.text = text
    }

    /// For the reader, which has checked the text.
    init(checked text: String) {
        self.text = text
    }

    /// The value when it is a whole number in range, however written: `1`, `1.0` and `1e2` are, `0.5` and `1e19` are not.
    public var int64: Int64? {
        if let plain = Int64(text) { return plain }
        return withUTF8Bytes(of: text) { DecimalText($0)?.int64 }
    }

    /// The nearest double; `nil` when the number is beyond the finite ones.
    public var double: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
