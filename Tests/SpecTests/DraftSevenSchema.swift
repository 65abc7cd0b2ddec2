import CaravanProtocol

@testable import Scenarios

/// JSON Schema, draft 7, as far as the schemas of published specifications use it. A keyword beyond it is a fault.
///
/// The catalogue's own schemas are held against `JSONSchema`, which knows less and says more.
struct DraftSevenSchema {
    /// The whole schema, where references lead.
    let root: JSONValue

    /// Where the value breaks the schema; empty if it does not.
    func faults(of value: JSONValue) -> [String] { faults(of: value, root, at: "") }

    private func faults(of value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        switch schema {
        case .bool(let isAllowed): return isAllowed ? [] : ["\(path): nothing may be here"]
        case .object(let object):
            if let reference = object["$ref"]?.string {
                // RFC 6901 escapes do not occur; beside a reference draft 7 passes over everything.
                guard let found = reference == "#" ? root : JSONSchema.find(reference, in: root) else {
                    return ["\(path): \(reference) leads nowhere"]
                }
                return faults(of: value, found, at: path)
            }
            return object.flatMap { keyword, rule in fault(keyword, rule, value, object, path) }
        default: return ["\(path): no schema"]
        }
    }

    private static let silent: Set<String> = [
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "definitions", "format",
        "example", "then", "else", "additionalItems", "contentEncoding", "contentMediaType", "readOnly", "writeOnly",
    ]

    private func fault(_ keyword: String, _ rule: JSONValue, _ value: JSONValue, _ schema: JSONObject, _ path: String)
        -> [String]
    {
        func holds(_ schema: JSONValue) -> Bool { faults(of: value, schema, at: path).isEmpty }
        func check(_ holds: Bool) -> [String] {
            holds ? [] : ["\(path): \(keyword) \(Mismatch.text(rule).prefix(200))"]
        }
        switch keyword {
        case _ where Self.silent.contains(keyword): return []
        case "allOf": return OpenAPIWalk.elements(rule).flatMap { faults(of: value, $0, at: path) }
        case "anyOf": return check(OpenAPIWalk.elements(rule).contains(where: holds))
        case "oneOf":
            let choices = OpenAPIWalk.elements(rule).map { faults(of: value, $0, at: path) }
            return choices.count { $0.isEmpty } == 1 ? [] : check(false) + (choices.max { $0.count > $1.count } ?? [])
        case "not": return check(!holds(rule))
        case "if":
            return (holds(rule) ? schema["then"] : schema["else"]).map { faults(of: value, $0, at: path) } ?? []
        case "required", "properties", "patternProperties", "additionalProperties", "propertyNames", "minProperties",
            "dependencies":
            guard case .object(let object) = value else { return [] }
            return fault(keyword, rule, ofObject: object, schema, path)
        case "items", "contains", "minItems", "maxItems", "uniqueItems":
            guard case .array(let elements) = value else { return [] }
            return fault(keyword, rule, ofArray: elements, path)
        case "exclusiveMinimum":
            guard case .number(let number) = value, case .number(let bound) = rule else { return [] }
            return check((number.double ?? 0) > (bound.double ?? 0))
        default: return check(SchemaRule.holds(keyword, rule, for: value) == true)
        }
    }

    private func fault(
        _ keyword: String, _ rule: JSONValue, ofObject object: JSONObject, _ schema: JSONObject, _ path: String
    ) -> [String] {
        switch keyword {
        case "required":
            return OpenAPIWalk.elements(rule).compactMap(\.string).filter { object[$0] == nil }.map {
                "\(path): \($0) is missing"
            }
        case "properties":
            return object.flatMap { name, value in
                rule[name].map { faults(of: value, $0, at: path + "/" + name) } ?? []
            }
        case "patternProperties":
            return object.flatMap { name, value in
                (rule.object ?? [:]).filter { matches($0.name, name) }.flatMap {
                    faults(of: value, $0.value, at: path + "/" + name)
                }
            }
        case "additionalProperties":
            let patterns = schema["patternProperties"]?.object?.map(\.name) ?? []
            let others = object.filter { name, _ in
                schema["properties"]?[name] == nil && !patterns.contains { matches($0, name) }
            }
            return others.flatMap { faults(of: $0.value, rule, at: path + "/" + $0.name) }
        case "propertyNames": return object.flatMap { faults(of: .string($0.name), rule, at: path + "/" + $0.name) }
        case "minProperties": return object.count >= int(rule) ? [] : ["\(path): too few members"]
        default:
            return (rule.object ?? [:]).filter { object[$0.name] != nil }.flatMap { name, rule in
                let needed = OpenAPIWalk.elements(rule).compactMap(\.string)
                guard case .array = rule else { return faults(of: .object(object), rule, at: path) }
                return needed.filter { object[$0] == nil }.map { "\(path): \(name) needs \($0)" }
            }
        }
    }

    private func fault(_ keyword: String, _ rule: JSONValue, ofArray elements: [JSONValue], _ path: String) -> [String]
    {
        switch keyword {
        case "items":
            let rules = OpenAPIWalk.elements(rule)
            return elements.enumerated().flatMap { place, element -> [String] in
                if case .array = rule {
                    return place < rules.count ? faults(of: element, rules[place], at: "\(path)/\(place)") : []
                }
                return faults(of: element, rule, at: "\(path)/\(place)")
            }
        case "contains":
            let isThere = elements.contains { faults(of: $0, rule, at: path).isEmpty }
            return isThere ? [] : ["\(path): contains nothing that is wanted"]
        case "minItems": return elements.count >= int(rule) ? [] : ["\(path): too few elements"]
        case "maxItems": return elements.count <= int(rule) ? [] : ["\(path): too many elements"]
        default:
            let isUnique = elements.enumerated().allSatisfy { place, element in !elements[..<place].contains(element) }
            return rule != true || isUnique ? [] : ["\(path): an element is there twice"]
        }
    }

    private func matches(_ pattern: String, _ text: String) -> Bool {
        SchemaRule.holds("pattern", .string(pattern), for: .string(text)) == true
    }

    private func int(_ value: JSONValue) -> Int {
        if case .number(let number) = value { Int(number.int64 ?? 0) } else { 0 }
    }
}
