/// Where HTTP has the fields of an operation's input: names of the route in the path; the others of `GET` and `DELETE` in
/// the query, of the rest in the body.
struct InputParts {
    /// A field that stands in the path or the query.
    struct Parameter {
        let name: String
        let schema: JSONValue
        let isInPath: Bool
        let isRequired: Bool
    }

    private(set) var path: [Parameter] = []
    private(set) var query: [Parameter] = []
    /// The schema of the body; `nil` where no field goes there.
    private(set) var body: JSONValue?

    init(_ operation: OperationDescriptor) {
        let route = operation.route
        let properties = operation.inputSchema["properties"]?.object ?? [:]
        let required = Set(operation.inputSchema["required"]?.array.compactMap(\.string) ?? [])
        path = route.names.map { name in
            let schema = properties[name]?.asText ?? ["type": "string"]
            return Parameter(name: name, schema: schema, isInPath: true, isRequired: true)
        }
        let others = properties.filter { !route.names.contains($0.name) }
        guard route.verb.hasBody else {
            query = others.map { name, schema in
                Parameter(name: name, schema: schema.asText, isInPath: false, isRequired: required.contains(name))
            }
            return
        }
        guard !others.isEmpty else { return }
        var schema = operation.inputSchema.object ?? [:]
        var rest = JSONObject()
        for other in others { rest[other.name] = other.value }
        schema["properties"] = .object(rest)
        let needed = others.map(\.name).filter(required.contains)
        schema["required"] = needed.isEmpty ? nil : .array(needed.map(JSONValue.string))
        body = .object(schema)
    }

    /// The part of an input that goes into the body.
    func body(of input: JSONObject) -> JSONValue {
        let names = body?["properties"]?.object ?? [:]
        var part = JSONObject()
        for member in input where names[member.name] != nil { part[member.name] = member.value }
        return .object(part)
    }
}

extension JSONValue {
    /// The elements, if it is an array; else none.
    var array: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The schema of a field that is given as text: there is no `null` in a path or a query.
    fileprivate var asText: JSONValue { withoutNull }
}
