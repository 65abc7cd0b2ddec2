/// Schemas that take `null`, and those that do not.
extension JSONValue {
    /// The JSON Schema that takes what this one takes, and `null`.
    var orNull: JSONValue {
        guard case .object(var schema) = self else { return self }
        switch schema["type"] {
        case .string(let type)?: schema["type"] = [.string(type), "null"]
        case .array(let types)?: schema["type"] = .array(types.contains("null") ? types : types + ["null"])
        default: break
        }
        if case .array(let choices)? = schema["enum"] {
            schema["enum"] = .array(choices.contains(.null) ? choices : choices + [.null])
        }
        if case .array(let choices)? = schema["anyOf"] {
            schema["anyOf"] = .array(choices.contains(Self.nullOnly) ? choices : choices + [Self.nullOnly])
        }
        // It is another schema now, so it has another title.
        if let title = schema["title"]?.string, !title.hasSuffix(Self.nullable) {
            schema["title"] = .string(title + Self.nullable)
        }
        return .object(schema)
    }

    /// The JSON Schema that takes what this one takes, but not `null`.
    var withoutNull: JSONValue {
        guard case .object(var schema) = self else { return self }
        if case .array(let types)? = schema["type"] {
            let others = types.filter { $0 != "null" }
            schema["type"] = others.count == 1 ? others[0] : .array(others)
        }
        if case .array(let choices)? = schema["enum"] { schema["enum"] = .array(choices.filter { $0 != .null }) }
        if case .array(let choices)? = schema["anyOf"] {
            schema["anyOf"] = .array(choices.filter { $0 != Self.nullOnly })
        }
        if let title = schema["title"]?.string, title.hasSuffix(Self.nullable) {
            schema["title"] = .string(String(title.dropLast(Self.nullable.count)))
        }
        return .object(schema)
    }

    private static let nullOnly: JSONValue = ["type": "null"]
    private static let nullable = "_or_null"
}
