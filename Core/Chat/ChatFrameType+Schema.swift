import CaravanProtocol

extension ChatFrameType {
    /// One line for people.
    var summary: String {
        switch self {
        case .subscriptionSuccess: "The answer to `subscribe`"
        case .chatMessage: "A message was sent; to its sender this is the answer"
        case .messageEdited: "A message has other words"
        case .messageDeleted: "A message was deleted"
        case .event: "Anything else in the trip has changed"
        case .userJoined: "Another user has come, with the first of his sockets"
        case .userLeft: "Another user has gone, with the last of his sockets"
        case .userTyping: "Another user is typing, or no more"
        case .pong: "The answer to `ping`"
        case .error: "A frame was refused; the socket stays open"
        }
    }

    /// Whether it comes without having been asked for.
    var isUnasked: Bool {
        switch self {
        case .subscriptionSuccess, .pong, .error: false
        default: true
        }
    }

    /// The client's own mark.
    static let reference: JSONValue = [
        "description": "Any value of the client's own; the answer to its frame has it, on that socket alone."
    ]

    /// The schema of the frame.
    var schema: JSONValue {
        var properties: JSONObject = ["type": ["const": .string(rawValue)]]
        for member in fields { properties[member.name] = member.value }
        let required = properties.members.map(\.name).filter { $0 != Self.history }
        if takesReference { properties["ref"] = Self.reference }
        return [
            "title": .string("server." + rawValue), "type": "object",
            "required": .array(required.map(JSONValue.string)), "properties": .object(properties),
        ]
    }

    /// Left out where a subscriber has said since when: what was missed follows instead.
    private static let history = "recent_messages"

    private var takesReference: Bool {
        switch self {
        case .event, .userJoined, .userLeft, .userTyping: false
        default: true
        }
    }

    private var fields: JSONObject {
        let revision = Int64.jsonSchema
        let user: JSONObject = ["user_id": UUIDBits.jsonSchema, "username": String.jsonSchema]
        switch self {
        case .subscriptionSuccess:
            return [
                "trip_id": UUIDBits.jsonSchema,
                Self.history: ["type": "array", "items": MessageView.schema ?? [:]],
                "revision": revision, "epoch": String.jsonSchema,
                "online": ["type": "array", "items": UserSummary.schema ?? [:]],
            ]
        case .chatMessage: return ["message": MessageView.schema ?? [:], "revision": revision]
        case .messageEdited:
            return [
                "message_id": UUIDBits.jsonSchema, "content": String.jsonSchema, "updated_at": Instant.jsonSchema,
                "revision": revision,
            ]
        case .messageDeleted: return ["message_id": UUIDBits.jsonSchema, "revision": revision]
        case .event:
            return [
                "revision": revision, "event": ["title": "room_event", "anyOf": .array(Self.told.map(\.schema))],
            ]
        case .userJoined, .userLeft: return user
        case .userTyping:
            var fields = user
            fields["is_typing"] = Bool.jsonSchema
            return fields
        case .pong: return [:]
        case .error:
            return [
                "code": ["type": "string", "enum": .array(FailureCode.allCases.map { .string($0.rawValue) })],
                "detail": String.jsonSchema,
            ]
        }
    }

    /// The events of a trip that come as they are.
    static var told: [EventType] {
        EventType.live.filter { !$0.changesAccess && !EventDialect.ownWords.contains($0) }
    }
}
