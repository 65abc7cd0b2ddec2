import CaravanProtocol

/// What live peers ask for beside the catalogue (WIRE.md section 4).
enum EventOperations {
    static let all = [subscribe, unsubscribe]

    static let subscribe = PeerOperation(
        name: "events.subscribe", summary: "Get the events of trips from now on, after those since a revision",
        inputSchema: [
            "type": "object", "required": ["trips"],
            "properties": ["trips": trips(position), "presence": ["type": ["boolean", "null"]]],
        ],
        outputSchema: [
            "type": "object", "required": ["trips"],
            "properties": [
                "trips": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["id", "revision", "epoch"],
                        "properties": [
                            "id": UUIDBits.jsonSchema, "revision": revision, "epoch": ["type": "string"],
                        ],
                    ],
                ]
            ],
        ],
        failures: [.unauthenticated, .notFound, .validationFailed, .resyncRequired, .internal, .unavailable])

    static let unsubscribe = PeerOperation(
        name: "events.unsubscribe", summary: "Get the events of trips no more",
        inputSchema: [
            "type": "object", "required": ["trips"], "properties": ["trips": trips(["id": UUIDBits.jsonSchema])],
        ],
        outputSchema: ["type": "object"], failures: [.unauthenticated, .validationFailed])

    private static let revision: JSONValue = ["type": "integer", "minimum": 0]

    private static let position: JSONObject = ["id": UUIDBits.jsonSchema, "since": since, "epoch": epoch]

    /// What a subscriber has: the last revision, of the log with that epoch.
    static let since: JSONValue = ["type": ["integer", "null"], "minimum": 0]
    static let epoch: JSONValue = ["type": ["string", "null"]]

    private static func trips(_ properties: JSONObject) -> JSONValue {
        [
            "anyOf": [
                ["const": "all"],
                [
                    "type": "array",
                    "items": ["type": "object", "required": ["id"], "properties": .object(properties)],
                ],
            ]
        ]
    }
}
