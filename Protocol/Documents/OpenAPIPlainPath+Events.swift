extension OpenAPIPlainPath {
    /// The stream of events. It has no end, which no call of the catalogue is like.
    static let events = OpenAPIPlainPath(
        path: "/events/", summary: "The caller's events, as server-sent events", isInBase: true,
        schema: [
            "type": "string",
            "description":
                "Each event is a line `id: …` and a line `data: …` with its JSON, whose schema is in the AsyncAPI document.",
        ],
        failures: [
            .malformed, .unauthenticated, .notFound, .notAcceptable, .resyncRequired, .validationFailed, .internal,
            .unavailable,
        ], needsSession: true, mediaType: "text/event-stream", parameters: streamParameters)

    private static let streamParameters: [JSONValue] = [
        [
            "name": "trip_id", "in": "query", "required": false,
            "description": "Only this trip's events, and the end of the access to it.",
            "schema": UUIDBits.jsonSchema,
        ],
        [
            "name": "token", "in": "query", "required": false,
            "description": "An access token, for browsers, whose streams can send no `Authorization`.",
            "schema": ["type": "string"],
        ],
        [
            "name": "Last-Event-ID", "in": "header", "required": false,
            "description": "The `id` of the last event that came: the stream goes on behind it.",
            "schema": ["type": "string"],
        ],
    ]
}
