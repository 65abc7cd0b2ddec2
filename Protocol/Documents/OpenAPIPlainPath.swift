/// A path of the server that is no operation: this document, the stream of events, and what probes ask.
struct OpenAPIPlainPath {
    let path: String
    let summary: String
    /// Whether it stands under the operations' base only, not at the root of the server too.
    var isInBase = false
    let schema: JSONValue
    var failures: [FailureCode] = []
    var hasEntityTag = false
    var needsSession = false
    var mediaType = "application/json"
    /// Of the query or the head.
    var parameters: [JSONValue] = []

    static let all = [
        OpenAPIPlainPath(
            path: "/openapi.json", summary: "This document", isInBase: true,
            schema: [
                "type": "object", "required": ["openapi", "info", "paths"],
                "properties": ["openapi": ["type": "string", "pattern": "^3\\.1\\."]],
            ], failures: [.internal], hasEntityTag: true),
        OpenAPIPlainPath(path: "/livez", summary: "Whether the process answers", schema: health, failures: [.internal]),
        OpenAPIPlainPath(
            path: "/readyz", summary: "Whether the server can serve calls", schema: health,
            failures: [.internal, .unavailable]),
        OpenAPIPlainPath(
            path: "/health/", summary: "Whether everything works that the server depends on", schema: health,
            failures: [.internal, .unavailable]),
        OpenAPIPlainPath(
            path: "/health/db/", summary: "Whether the database works", schema: health,
            failures: [.internal, .unavailable]),
    ]

    private static let health: JSONValue = [
        "title": "health", "type": "object", "required": ["status", "checks"],
        "properties": [
            "status": ["const": "ok"],
            "checks": ["type": "object", "additionalProperties": ["const": "ok"]],
        ],
    ]

    /// The path item; what it refers to is added to the components.
    func value(_ components: inout OpenAPIComponents) -> JSONValue {
        var get: JSONObject = ["summary": .string(summary)]
        // A token may stand in the query instead.
        get["security"] = needsSession ? [["bearer": []], [:]] : []
        let parameters = parameters + (hasEntityTag ? [components.parameter(.ifNoneMatch)] : [])
        if !parameters.isEmpty { get["parameters"] = .array(parameters) }
        var responses: JSONObject = [
            "200": [
                "description": "The answer.",
                "headers": components.headers([.requestID] + (hasEntityTag ? [.entityTag] : [])),
                "content": .object([mediaType: ["schema": components.schema(schema)]]),
            ]
        ]
        if hasEntityTag {
            responses["304"] = components.response("not_modified", "The caller has the present answer.", [.entityTag])
        }
        for failure in OpenAPIFailure.all(failures) {
            responses[String(failure.status)] = failure.value(&components, [])
        }
        get["responses"] = .object(responses)
        var item: JSONObject = ["get": .object(get)]
        if !isInBase { item["servers"] = [["url": "/"]] }
        return .object(item)
    }
}
