/// What a document says once and refers to: schemas, responses, header fields.
struct OpenAPIComponents {
    private var schemas = SchemaComponents()
    private var responses = JSONObject()
    private var headers = JSONObject()
    private var parameters = JSONObject()

    var value: JSONValue {
        [
            "schemas": schemas.value, "responses": .object(responses), "parameters": .object(parameters),
            "headers": .object(headers),
            "securitySchemes": [
                "bearer": [
                    "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                    "description": "The `access` token that `auth.login`, `auth.register` and `auth.refresh` answer.",
                ]
            ],
        ]
    }

    /// The schema with each part that has a title said once, under that title, and referred to.
    mutating func schema(_ schema: JSONValue) -> JSONValue { schemas.schema(schema) }

    /// A reference to a response, which has the request's id like every answer.
    mutating func response(
        _ name: String, _ description: String, _ headers: [OpenAPIHeader] = [], content: JSONObject = [:]
    ) -> JSONValue {
        var response: JSONObject = [
            "description": .string(description), "headers": self.headers([.requestID] + headers),
        ]
        if !content.isEmpty { response["content"] = .object(content) }
        responses[name] = .object(response)
        return Self.reference("responses", name)
    }

    /// The headers object of a response.
    mutating func headers(_ wanted: [OpenAPIHeader]) -> JSONValue {
        var object = JSONObject()
        for header in wanted {
            headers[header.component] = ["description": .string(header.description), "schema": header.schema]
            object[header.rawValue] = Self.reference("headers", header.component)
        }
        return .object(object)
    }

    /// A reference to a header field of requests.
    mutating func parameter(_ header: OpenAPIHeader) -> JSONValue {
        parameters[header.component] = [
            "name": .string(header.rawValue), "in": "header", "required": false,
            "description": .string(header.description), "schema": header.schema,
        ]
        return Self.reference("parameters", header.component)
    }

    private static func reference(_ kind: String, _ name: String) -> JSONValue {
        .reference(to: "#/components/\(kind)/\(name)")
    }
}
