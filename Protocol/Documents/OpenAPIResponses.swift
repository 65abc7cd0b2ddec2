/// What an operation answers: its success, and each of its failures by status.
struct OpenAPIResponses {
    private let operation: OperationDescriptor
    private let example: OperationExample?

    init(_ operation: OperationDescriptor, _ example: OperationExample?) {
        self.operation = operation
        self.example = example
    }

    /// The responses object; what it refers to is added to the components.
    func value(_ components: inout OpenAPIComponents) -> JSONValue {
        var responses: JSONObject = [String(operation.route.success): success(&components)]
        if operation.hasEntityTag {
            responses["304"] = components.response("not_modified", "The caller has the present answer.", [.entityTag])
        }
        for failures in OpenAPIFailure.all(operation.allFailures) {
            let shown = example?.problems.filter { failures.codes.contains($0.code) } ?? []
            responses[String(failures.status)] = failures.value(&components, shown)
        }
        return .object(responses)
    }

    private func success(_ components: inout OpenAPIComponents) -> JSONValue {
        var response: JSONObject = ["description": .string(description)]
        response["headers"] = components.headers(OpenAPIHeader.answered(by: operation))
        guard let schema = operation.outputSchema, operation.route.success != 204 else { return .object(response) }
        var media: JSONObject = ["schema": components.schema(schema)]
        if let example {
            media["examples"] = ["success": ["summary": .string(example.title), "value": example.answer]]
        }
        response["content"] = ["application/json": .object(media)]
        return .object(response)
    }

    private var description: String {
        switch operation.route.success {
        case 201: "It is made."
        case 202: "It is taken on; the answer says nothing of what comes of it."
        case 204: "It is done; there is no content."
        default: operation.isList ? "A page of the list." : "The answer."
        }
    }
}
