import CaravanProtocol

/// The keywords of a schema that look at one value and not into it.
enum SchemaRule {
    static let keywords: Set<String> = [
        "type", "const", "enum", "minLength", "maxLength", "minimum", "maximum", "multipleOf", "pattern", "format",
        "minItems", "maxItems",
    ]

    /// Whether the value keeps the rule; `nil` for a keyword that is not known here. A rule about another type holds.
    static func holds(_ keyword: String, _ rule: JSONValue, for value: JSONValue) -> Bool? {
        switch (keyword, rule, value) {
        case ("type", .string(let name), _): isOf(name, value)
        case ("type", .array(let names), _): names.compactMap(\.string).contains { isOf($0, value) }
        case ("const", _, _): value == rule
        case ("enum", .array(let choices), _): choices.contains(value)
        case ("minLength", .number(let bound), .string(let text)): text.unicodeScalars.count >= bound.int64 ?? 0
        case ("maxLength", .number(let bound), .string(let text)): text.unicodeScalars.count <= bound.int64 ?? 0
        case ("minimum", .number(let bound), .number(let number)): compare(number, bound) { $0 >= $1 }
        case ("maximum", .number(let bound), .number(let number)): compare(number, bound) { $0 <= $1 }
        case ("multipleOf", .number(let step), .number(let number)): isMultiple(number, of: step)
        case ("minItems", .number(let bound), .array(let elements)): elements.count >= bound.int64 ?? 0
        case ("maxItems", .number(let bound), .array(let elements)): elements.count <= bound.int64 ?? 0
        case ("pattern", .string(let pattern), .string(let text)): matches(pattern, text)
        case ("format", .string(let format), .string(let text)): hasFormat(format, text)
        case ("minLength", .number, _), ("maxLength", .number, _), ("minimum", .number, _), ("maximum", .number, _),
            ("multipleOf", .number, _), ("pattern", .string, _), ("format", .string, _), ("minItems", .number, _),
            ("maxItems", .number, _):
            true
        default: nil
        }
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("number", .number), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): number.int64 != nil
        default: false
        }
    }

    private static func compare(_ one: JSONNumber, _ other: JSONNumber, _ by: (Double, Double) -> Bool) -> Bool {
        guard let one = one.double, let other = other.double else { return false }
        return by(one, other)
    }

    /// As decimals, since no double is a multiple of a ten-thousandth.
    private static func isMultiple(_ number: JSONNumber, of step: JSONNumber) -> Bool? {
        guard step.text == "0.0001" else { return nil }
        return Amount(parsing: number.text) != nil
    }

    /// Patterns are unanchored, as ECMA-262's.
    private static func matches(_ pattern: String, _ text: String) -> Bool? {
        guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return nil }
        return text.firstMatch(of: regex) != nil
    }

    private static func hasFormat(_ format: String, _ text: String) -> Bool? {
        switch format {
        case "uuid": UUIDBits(parsing: text) != nil
        case "date": LocalDate(parsing: text) != nil
        case "date-time": Instant(parsing: text) != nil
        case "email": text.contains("@")
        case "password": true
        case "uri-reference": !text.contains(" ")
        // Which zones there are the server's database says.
        case "iana-time-zone": text.allSatisfy { $0.isASCII && !$0.isWhitespace }
        case "local-date-time": LocalDateTime(parsing: text) != nil
        default: nil
        }
    }
}
