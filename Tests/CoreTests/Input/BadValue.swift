import CaravanProtocol

/// A value that a field refuses, from what the operation's schema says of it.
struct BadValue {
    let value: JSONValue
    let label: String

    /// Every kind of wrong value for a property of that schema.
    static func all(for schema: JSONValue, isRequired: Bool) -> [BadValue] {
        // Where nothing is said of it, any value is taken.
        guard schema["type"] != nil || schema["anyOf"] != nil else { return [] }
        let types = types(of: schema)
        var values: [(JSONValue, String)] = []
        if isRequired || !types.contains("null") { values.append((.null, "null")) }
        if !types.contains("boolean") { values += [(true, "true"), (false, "false")] }
        if !types.contains("array") { values += [([], "[]"), (["x"], "[x]")] }
        if !types.contains("object") { values += [([:], "{}"), (["id": "x"], "{id}")] }
        if types.isDisjoint(with: ["integer", "number"]) {
            values += [(5, "5"), (0, "0")]
        }
        if types.contains("integer") { values += integers(schema) }
        if types.contains("string") { values += texts(schema) } else { values.append(("1", "text")) }
        return values.map { BadValue(value: $0.0, label: $0.1) }
    }

    static func types(of schema: JSONValue) -> Set<String> {
        if let choices = schema["anyOf"]?.array { return choices.map(types).reduce([]) { $0.union($1) } }
        guard let type = schema["type"] else { return [] }
        return Set(type.string.map { [$0] } ?? type.array.compactMap(\.string))
    }

    private static func integers(_ schema: JSONValue) -> [(JSONValue, String)] {
        var values: [(JSONValue, String)] = []
        for text in ["0.5", "-0.5", "1e30", "-1e30", "9223372036854775808", "-9223372036854775809", "1e-1"] {
            if let number = JSONNumber(text: text) { values.append((.number(number), text)) }
        }
        if let least = schema["minimum"]?.int { values.append(((least - 1).json, "\(least - 1)")) }
        if let most = schema["maximum"]?.int, most < .max { values.append(((most + 1).json, "\(most + 1)")) }
        return values
    }

    private static func texts(_ schema: JSONValue) -> [(JSONValue, String)] {
        var values: [(String, String)] = []
        if let most = schema["maxLength"]?.int {
            values += [(String(repeating: "x", count: most + 1), "too long")]
            values += [(String(repeating: "\u{1D11E}", count: most + 1), "too long, astral")]
            values += [(String(repeating: "\u{301}", count: most + 1), "too long, one character in Swift")]
        }
        if let least = schema["minLength"]?.int, least > 0 {
            values.append((String(repeating: "x", count: least - 1), "too short"))
        }
        if isNotBlank(schema) { values += [(" \t\n", "blank"), ("\u{2003}\u{3000}", "blank, wide")] }
        // Secrets are any text: they are compared, never kept.
        let isSecret = schema["format"] == "password" || schema["maxLength"] == 1024
        if !isSecret { values += [("a\u{0}b", "NUL"), ("\u{0}", "only NUL")] }
        if hasForm(schema) {
            values += [
                ("", "empty"), (" ", "space"), ("x\u{1F3D4}", "no form"), ("'; DROP TABLE trips; --", "SQL"),
                ("\u{202E}20-50-1302", "RTL"), ("\u{662}\u{660}\u{663}\u{661}-01-01", "Arabic digits"),
            ]
        }
        switch schema["format"]?.string {
        case "date":
            values += [
                "2031-02-29", "2031-13-01", "2031-00-10", "2031-5-1", "31-05-01", "2031-05-01T00:00:00Z", "0000-01-01",
                "10000-01-01", "-2031-05-01", " 2031-05-01", "2031-05-01 ",
            ].map { ($0, $0) }
        case "date-time":
            values += [
                "2031-05-01", "2031-05-01T25:00:00Z", "2031-05-01T10:60:00Z", "2031-02-30T10:00:00Z",
                "2031-05-01T10:00:00+24:00", "2031-05-01T10:00:00 Z", "0000-01-01T00:00:00Z", "1924992000",
            ].map { ($0, $0) }
        case "uuid":
            values += [
                "0190a9c4", "0190a9c4-5b1d-7cc0-8000-00000000000g", "{0190a9c4-5b1d-7cc0-8000-000000000001}",
                "0190a9c4-5b1d-7cc0-8000-0000000000011", "../../etc", "null",
            ].map { ($0, $0) }
        default: break
        }
        return values.map { ($0.0.json, $0.1) }
    }

    /// Whether it is any text, but not white space alone.
    private static func isNotBlank(_ schema: JSONValue) -> Bool {
        schema["pattern"]?.string?.contains(#"\u3000"#) == true
    }

    private static func hasForm(_ schema: JSONValue) -> Bool {
        schema["enum"] != nil || ["date", "date-time", "uuid", "email"].contains(schema["format"]?.string)
            || schema["pattern"] != nil && schema["pattern"] != String.inputSchema["pattern"] && !isNotBlank(schema)
    }
}
