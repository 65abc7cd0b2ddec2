/// What a document says once and refers to: schemas, responses, header fields.
struct OpenAPIComponents {
    private var schemas = JSONObject()
    private var responses = JSONObject()
    private var headers = JSONObject()
    private var parameters = JSONObject()

    var value: JSONValue {
        [
            "schemas": .object(schemas), "responses": .object(responses), "parameters": .object(parameters),
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
        return Self.reference("schemas", title)
    }

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
        ["$ref": .string("#/components/\(kind)/\(name)")]
    }
}
