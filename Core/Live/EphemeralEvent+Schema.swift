import CaravanProtocol

extension EphemeralEvent.Kind {
    /// One line for people.
    var summary: String {
        switch self {
        case .joined: "Another user has come"
        case .left: "Another user has gone"
        case .typing: "Another user is typing, or no more"
        }
    }

    /// The schema of an event of this kind.
    var schema: JSONValue {
        var data: JSONObject = ["user_id": UUIDBits.jsonSchema, "username": String.jsonSchema]
        if case .typing = self { data["is_typing"] = Bool.jsonSchema }
        return JSONValue.object([
            "type": "object", "required": ["scope", "type", "actor", "at", "data"],
            "properties": [
                "scope": ["type": "string", "pattern": "^trip:[0-9a-f-]{36}$"],
                "type": ["const": .string(type)], "actor": UserSummary.schema ?? [:],
                "at": Instant.jsonSchema,
                "data": [
                    "type": "object", "required": .array(data.members.map { .string($0.name) }),
                    "properties": .object(data),
                ],
            ],
        ]).titled("event." + type)
    }
}
