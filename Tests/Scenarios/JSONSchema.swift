public import CaravanProtocol

/// The part of JSON Schema (2020-12) that the catalogue uses. A keyword beyond it is a fault, so that none is passed
/// over in silence.
public struct JSONSchema: Sendable {
    private let schema: JSONValue
    /// Where its references lead.
    private let document: JSONValue

    public init(_ schema: JSONValue, in document: JSONValue = .null) {
        self.schema = schema
        self.document = document
    }

    /// The keywords that say something of what lies in a value, or nothing that could be broken.
    public static let keywords = SchemaRule.keywords.union([
        "title", "description", "examples", "default", "properties", "items", "required", "anyOf", "allOf", "$ref",
        "additionalProperties",
    ])

    private func part(_ schema: JSONValue) -> JSONSchema { JSONSchema(schema, in: document) }

    /// Where the value breaks the schema; empty if it does not.
    public func faults(of value: JSONValue, at path: String = "") -> [Mismatch] {
        (schema.object ?? [:]).flatMap { keyword, rule in fault(keyword, rule, value, path) }
    }

    private func fault(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        switch keyword {
        case "title", "description", "examples", "default": []
        case "additionalProperties": additional(rule, value, path)
        case "$ref": referred(rule, value, path)
        case "allOf": rule.elements.flatMap { part($0).faults(of: value, at: path) }
        case "properties": properties(rule, value, path)
        case "items": items(rule, value, path)
        case "required": required(rule, value, path)
        case "anyOf": anyOf(rule, value, path)
        default:
            SchemaRule.holds(keyword, rule, for: value) == true
                ? [] : [Mismatch(path, expected: "\(keyword) \(Mismatch.text(rule))", got: value)]
        }
    }

    private func properties(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        (rule.object ?? [:]).flatMap { name, schema in
            value[name].map { part(schema).faults(of: $0, at: Matcher.join(path, name)) } ?? []
        }
    }

    private func items(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard case .array(let elements) = value else { return [] }
        return elements.enumerated().flatMap { place, element in
            part(rule).faults(of: element, at: Matcher.join(path, "\(place)"))
        }
    }

    private func required(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard case .object(let object) = value, case .array(let names) = rule else { return [] }
        return names.compactMap(\.string).filter { object[$0] == nil }.map {
            Mismatch(Matcher.join(path, $0), expected: "a value", got: nil)
        }
    }

    private func anyOf(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard case .array(let choices) = rule else { return [] }
        let faults = choices.map { part($0).faults(of: value, at: path) }
        return faults.contains { $0.isEmpty } ? [] : faults.first ?? []
    }

    /// What is no property is as it says, where it says more than whether there may be others.
    private func additional(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        let known = schema["properties"]?.object ?? [:]
        let others = (value.object ?? [:]).filter { known[$0.name] == nil }
        return others.flatMap { name, value in
            let path = Matcher.join(path, name)
            guard case .bool(let isAllowed) = rule else { return part(rule).faults(of: value, at: path) }
            return isAllowed ? [] : [Mismatch(path, expected: "nothing", got: value)]
        }
    }

    private func referred(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard let reference = rule.string, let schema = Self.find(reference, in: document) else {
            return [Mismatch(path, expected: "a reference that leads somewhere", got: rule)]
        }
        return part(schema).faults(of: value, at: path)
    }

    /// What a reference within the document leads to (RFC 6901, without escapes).
    public static func find(_ reference: String, in document: JSONValue) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { $0?[String($1)] }
    }
}

extension JSONValue {
    /// The elements; none if it is no array.
    fileprivate var elements: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }
}
