/// The schemas that a document says once and refers to: those with a title, under it.
struct SchemaComponents {
    private var schemas = JSONObject()

    var value: JSONValue { .object(schemas) }

    /// The schema with each part that has a title said once, under that title, and referred to.
    mutating func schema(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.object else { return schema }
        for (keyword, rule) in object {
            switch keyword {
            case "properties":
                var properties = JSONObject()
                for (name, schema) in rule.object ?? [:] { properties[name] = self.schema(schema) }
                object[keyword] = .object(properties)
            case "items": object[keyword] = self.schema(rule)
            case "anyOf", "allOf": object[keyword] = .array(rule.array.map { self.schema($0) })
            default: break
            }
        }
        guard let title = object["title"]?.string else { return .object(object) }
        let found = schemas[title]
        // Of two different ones with the same title the second stays where it is: the document remains true.
        guard found == nil || found == .object(object) else { return .object(object) }
        schemas[title] = .object(object)
        return .reference(to: "#/components/schemas/\(title)")
    }
}

extension JSONValue {
    /// What stands for something that is said elsewhere in the document.
    static func reference(to place: String) -> JSONValue { ["$ref": .string(place)] }
}
