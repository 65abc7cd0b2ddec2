import CaravanProtocol
import Scenarios

/// Goes through the OpenAPI document, for tests that look at all of it.
struct OpenAPIWalk {
    /// One operation of one path.
    struct Entry {
        let path: String
        let verb: String
        let operation: JSONValue

        var name: String? { operation["operationId"]?.string }
    }

    let document: JSONValue

    var entries: [Entry] {
        (document["paths"]?.object ?? [:]).flatMap { path, item in
            (item.object ?? [:]).filter { $0.name != "servers" }.map {
                Entry(path: path, verb: $0.name, operation: $0.value)
            }
        }
    }

    /// What the value is, or what it refers to.
    func found(_ value: JSONValue) -> JSONValue {
        value["$ref"]?.string.flatMap { JSONSchema.find($0, in: document) } ?? value
    }

    /// The bodies that there are: a schema, and the examples of it.
    func media(_ entry: Entry) -> [JSONValue] {
        let responses = (entry.operation["responses"]?.object ?? [:]).map { found($0.value) }
        return ([entry.operation["requestBody"]] + responses).compactMap { $0?["content"]?.object }.flatMap { content in
            content.map(\.value)
        }
    }

    func parameters(_ entry: Entry) -> [JSONValue] { Self.elements(entry.operation["parameters"]).map(found) }

    /// Every schema of the document, and every schema in one.
    var schemas: [JSONValue] {
        let whole = ["schemas", "headers", "parameters"].flatMap { kind in
            (document["components"]?[kind]?.object ?? [:]).compactMap {
                kind == "schemas" ? $0.value : $0.value["schema"]
            }
        }
        let own = entries.flatMap { entry in media(entry) + parameters(entry) }.compactMap { $0["schema"] }
        return (whole + own).flatMap(Self.parts)
    }

    private static func parts(_ schema: JSONValue) -> [JSONValue] {
        var parts = (schema["properties"]?.object ?? [:]).map(\.value)
        parts += elements(schema["anyOf"]) + elements(schema["allOf"])
        parts += [schema["items"], schema["additionalProperties"]].compactMap(\.self).filter { $0.object != nil }
        return [schema] + parts.flatMap(Self.parts)
    }

    /// Every reference, wherever it stands.
    static func references(in value: JSONValue) -> [String] {
        switch value {
        case .object(let object):
            object.flatMap { name, value in
                name == "$ref" ? [value.string ?? ""] : references(in: value)
            }
        case .array(let elements): elements.flatMap(references)
        default: []
        }
    }

    static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements)? = value { elements } else { [] }
    }
}
