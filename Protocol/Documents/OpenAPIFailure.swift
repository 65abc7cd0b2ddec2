/// Failures that share a status, which OpenAPI has once for each operation.
struct OpenAPIFailure {
    let status: Int
    private(set) var codes: [FailureCode]

    static func all(_ codes: [FailureCode]) -> [OpenAPIFailure] {
        var failures: [OpenAPIFailure] = []
        for code in codes {
            if let place = failures.firstIndex(where: { $0.status == code.facts.status }) {
                failures[place].codes.append(code)
            } else {
                failures.append(OpenAPIFailure(status: code.facts.status, codes: [code]))
            }
        }
        return failures
    }

    /// The name of its components.
    private var name: String { codes.map(\.rawValue).joined(separator: ".") }

    /// The response: a component, or a response of the operation's own where there are examples to show.
    func value(_ components: inout OpenAPIComponents, _ examples: [OperationExample.Problem]) -> JSONValue {
        let schema = components.schema(schema)
        var media: JSONObject = ["schema": schema]
        let description = codes.map { "`\($0.rawValue)`: \($0.facts.title)" }.joined(separator: "; ") + "."
        guard !examples.isEmpty else {
            return components.response(
                name, description, headers, content: ["application/problem+json": .object(media)])
        }
        var shown = JSONObject()
        for example in examples {
            shown[example.code.rawValue] = ["summary": .string(example.title), "value": example.document]
        }
        media["examples"] = .object(shown)
        return [
            "description": .string(description), "headers": components.headers([.requestID] + headers),
            "content": ["application/problem+json": .object(media)],
        ]
    }

    /// The problem document with these codes only.
    private var schema: JSONValue {
        [
            "title": .string("problem." + name),
            "allOf": [
                Problem.schema,
                [
                    "type": "object",
                    "properties": [
                        "status": ["const": .number(JSONNumber(Int64(status)))],
                        "code": ["enum": .array(codes.map { .string($0.rawValue) })],
                    ],
                ],
            ],
        ]
    }

    private var headers: [OpenAPIHeader] {
        codes.flatMap(OpenAPIHeader.answered(with:)).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
