import CaravanProtocol

/// Schemas for people: what a value may be in a few words, and the fields of an object as a table.
struct DocsSchema {
    let document: JSONValue
    /// Longer lists of choices are told by their number.
    private static let choicesMax = 12

    /// What a reference leads to; anything else is itself.
    func found(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string else { return value }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { $0[String($1)] ?? .null }
    }

    /// The name of the component that a reference leads to.
    private func name(_ value: JSONValue) -> String? {
        value["$ref"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
    }

    /// What a value of the schema may be.
    func words(_ schema: JSONValue) -> HTML {
        if let name = name(schema) { return "<a href=\"#schema-\(name)\">\(name)</a>" }
        if let choices = schema["anyOf"]?.docsElements, schema["type"] == nil {
            return HTML(choices.map(words).enumerated().map { $0 == 0 ? $1 : " or \($1)" })
        }
        if let value = schema["const"] { return "<code>\(DocsJSON.plain(value))</code>" }
        let types = schema["type"].map { $0.string.map { [$0] } ?? $0.docsElements.compactMap(\.string) } ?? ["any"]
        var pieces: [HTML] = []
        for type in types where type != "null" { pieces.append(words(type, schema)) }
        if types.contains("null") { pieces.append("null") }
        return HTML(pieces.enumerated().map { $0 == 0 ? $1 : " or \($1)" })
    }

    private func words(_ type: String, _ schema: JSONValue) -> HTML {
        if type == "array" { return "list of \(words(schema["items"] ?? [:]))" }
        if let choices = schema["enum"]?.docsElements.filter({ $0 != .null }) {
            guard choices.count <= Self.choicesMax else { return "one of \(choices.count) values" }
            return HTML(choices.enumerated().map { $0 == 0 ? "\(code($1))" : " · \(code($1))" })
        }
        guard let bounds = bounds(schema) else { return "\(schema["format"]?.string ?? type)" }
        return "\(schema["format"]?.string ?? type), \(bounds)"
    }

    private func code(_ value: JSONValue) -> HTML { "<code>\(value.string ?? DocsJSON.plain(value))</code>" }

    private func bounds(_ schema: JSONValue) -> String? {
        func number(_ keyword: String) -> String? {
            if case .number(let number)? = schema[keyword] { number.text } else { nil }
        }
        switch (number("minLength"), number("maxLength"), number("minimum"), number("maximum")) {
        case ("0"?, let most?, _, _), (nil, let most?, _, _): return "at most \(most) characters"
        case (let least?, let most?, _, _): return "\(least) to \(most) characters"
        case (_, _, let least?, let most?) where most.utf8.count < 12: return "\(least) to \(most)"
        case (_, _, let least?, _): return "at least \(least)"
        default: return nil
        }
    }

    /// The properties of an object; nothing for what has none.
    func table(_ schema: JSONValue) -> HTML {
        let required = schema["required"]?.docsElements.compactMap(\.string) ?? []
        let rows: [HTML] = (schema["properties"]?.object ?? [:]).map { name, field in
            row(name, field, note: required.contains(name) ? nil : "optional")
        }
        return rows.isEmpty ? "" : "<table>\(rows)</table>\n"
    }

    /// A row of a table of fields.
    func row(_ name: String, _ schema: JSONValue, note: String?, description: String? = nil) -> HTML {
        let note: HTML = note.map { " <small>\($0)</small>" } ?? ""
        let text: HTML? = (description ?? schema["description"]?.string).map(DocsText.inline)
        let more: HTML = text.map { "<br><small>\($0)</small>" } ?? ""
        return "<tr><th><code>\(name)</code>\(note)</th><td>\(words(schema))\(more)</td></tr>\n"
    }
}

extension JSONValue {
    /// The elements; none if it is no array.
    var docsElements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
