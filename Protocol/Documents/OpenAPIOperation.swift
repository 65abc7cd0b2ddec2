/// An operation as the OpenAPI document has it.
struct OpenAPIOperation {
    private let operation: OperationDescriptor
    private let example: OperationExample?
    private let parts: InputParts

    init(_ operation: OperationDescriptor, _ example: OperationExample?) {
        self.operation = operation
        self.example = example
        parts = InputParts(operation)
    }

    /// The operation object; what it refers to is added to the components.
    func value(_ components: inout OpenAPIComponents) -> JSONValue {
        var object: JSONObject = [
            "operationId": .string(operation.name), "summary": .string(operation.summary),
            "description": .string(operation.effect.sentence), "tags": [.string(operation.area)],
        ]
        if let security { object["security"] = security }
        let parameters = parameters(&components)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = body(&components) { object["requestBody"] = body }
        object["responses"] = OpenAPIResponses(operation, example).value(&components)
        return .object(object)
    }

    /// What the document says for all needs no word here.
    private var security: JSONValue? {
        if operation.needsSession { return nil }
        return operation.takesSession ? [[:], ["bearer": []]] : []
    }

    private func parameters(_ components: inout OpenAPIComponents) -> [JSONValue] {
        var parameters: [JSONValue] = []
        for field in parts.path + parts.query {
            var parameter: JSONObject = [
                "name": .string(field.name), "in": .string(field.isInPath ? "path" : "query"),
                "required": .bool(field.isRequired),
            ]
            if let description = field.schema["description"] { parameter["description"] = description }
            parameter["schema"] = components.schema(field.schema)
            if let value = example?.input[field.name] { parameter["example"] = value }
            parameters.append(.object(parameter))
        }
        return parameters + OpenAPIHeader.sent(with: operation).map { components.parameter($0) }
    }

    private func body(_ components: inout OpenAPIComponents) -> JSONValue? {
        guard let schema = parts.body else { return nil }
        var media: JSONObject = ["schema": components.schema(schema)]
        if let example {
            media["examples"] = [
                "success": ["summary": .string(example.title), "value": parts.body(of: example.input)]
            ]
        }
        return ["required": .bool(operation.needsBody), "content": ["application/json": .object(media)]]
    }
}

extension Effect {
    /// What becomes of a call that is sent again.
    var sentence: String {
        switch self {
        case .read: "Changes nothing."
        case .write: "Sent again, it may change more, unless an id or a key makes it known."
        case .idempotentWrite: "Sent again, it answers as done and changes nothing more."
        case .removal: "Sent again, there is nothing left to remove."
        }
    }
}
