/// A rule about one value beyond its type. It is checked on input and said in the JSON Schema.
public enum FieldRule: Sendable, Equatable {
    /// The number of Unicode scalars of a text, as JSON Schema counts them.
    case length(ClosedRange<Int>)
    /// A text with something in it, where the length may be 0 for the server.
    case notEmpty
    /// The bounds of a whole number.
    case range(ClosedRange<Int64>)
    /// A text with something else than white space in it.
    case notBlank
    /// Of the values of a choice, those that a client may give.
    case only([String])
    /// `null` in the input stands for the default.
    case nullIsDefault
    /// `PUT` leaves it as it is when it does not name it (WIRE.md section 1: `status`, `order`).
    case kept

    /// What the value breaks of this rule.
    public func fault(of value: StoredValue) -> FieldFaults? {
        switch (self, value) {
        case (.length(let bounds), .text(let text)):
            let count = text.unicodeScalars.count
            if bounds.contains(count) { return nil }
            return FieldFaults(.length, "This must have \(bounds.lowerBound) to \(bounds.upperBound) characters.")
        case (.range(let bounds), .integer(let number)):
            if bounds.contains(number) { return nil }
            return FieldFaults(.range, "This must be from \(bounds.lowerBound) to \(bounds.upperBound).")
        case (.notEmpty, .text(let text)):
            return text.isEmpty ? FieldFaults(.length, "This must not be empty.") : nil
        case (.notBlank, .text(let text)):
            if text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) { return nil }
            return FieldFaults(.length, "This must not be blank.")
        case (.only(let choices), .text(let text)):
            if choices.contains(text) { return nil }
            return FieldFaults(.choice, "This must be one of: \(choices.joined(separator: ", ")).")
        default:
            return nil
        }
    }

    /// No NUL, and a character that is no white space: Unicode's property `White_Space` spelled out, since the `\s` of
    /// regular expressions is another set in each language.
    private static let notBlankPattern =
        #"^[^\u0000]*[^\u0000\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002-\u200a\u2028\u2029\u202f\u205f\u3000][^\u0000]*$"#

    /// The keywords that it adds to the field's JSON Schema.
    var keywords: [(String, JSONValue)] {
        switch self {
        case .length(let bounds):
            [
                ("minLength", .number(JSONNumber(Int64(bounds.lowerBound)))),
                ("maxLength", .number(JSONNumber(Int64(bounds.upperBound)))),
            ]
        case .range(let bounds):
            [("minimum", .number(JSONNumber(bounds.lowerBound))), ("maximum", .number(JSONNumber(bounds.upperBound)))]
        case .notEmpty: [("minLength", 1)]
        case .notBlank: [("pattern", .string(Self.notBlankPattern))]
        case .only(let choices): [("enum", .array(choices.map(JSONValue.string)))]
        case .nullIsDefault, .kept: []
        }
    }
}
