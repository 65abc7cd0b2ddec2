public import CaravanProtocol

/// The part of JSON Schema (2020-12) that the catalogue uses. A keyword beyond it is a fault, so that none is passed
/// over in silence.
public struct JSONSchema: Sendable {
    private let schema: JSONValue

    public init(_ schema: JSONValue) {
        self.schema = schema
    }

    /// Where the value breaks the schema; empty if it does not.
    public func faults(of value: JSONValue, at path: String = "") -> [Mismatch] {
        (schema.object ?? [:]).flatMap { keyword, rule in fault(keyword, rule, value, path) }
    }

    private func fault(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        switch keyword {
        case "title", "description", "examples", "additionalProperties": []
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
            value[name].map { JSONSchema(schema).faults(of: $0, at: Matcher.join(path, name)) } ?? []
        }
    }

    private func items(_ rule: JSONValue, _ value: JSONValue, _ path: String) -> [Mismatch] {
        guard case .array(let elements) = value else { return [] }
        return elements.enumerated().flatMap { place, element in
            JSONSchema(rule).faults(of: element, at: Matcher.join(path, "\(place)"))
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
        let faults = choices.map { JSONSchema($0).faults(of: value, at: path) }
        return faults.contains { $0.isEmpty } ? [] : faults.first ?? []
    }
}
