import CaravanProtocol

/// What a client may send on the chat socket (WIRE.md section 4).
enum ChatRequestType: String, CaseIterable {
    case subscribe
    case chatMessage = "chat_message"
    case editMessage = "edit_message"
    case deleteMessage = "delete_message"
    case typing
    case ping

    /// Told of any other type.
    static let unknown = Failure(.malformed, "There is no such type of frame.")
}

extension ChatRequestType {
    /// One line for people.
    var summary: String {
        switch self {
        case .subscribe: "Get what is said and done from now on, after what was missed since a revision"
        case .chatMessage: "Send a message"
        case .editMessage: "Give a message other words"
        case .deleteMessage: "Delete a message for all"
        case .typing: "Say that the user is typing, or no more"
        case .ping: "Ask whether the server is there"
        }
    }

    /// The frames of which one is the answer, or none at all.
    var answers: [ChatFrameType] {
        switch self {
        case .subscribe: [.subscriptionSuccess, .error]
        case .chatMessage: [.chatMessage, .error]
        case .editMessage: [.messageEdited, .error]
        case .deleteMessage: [.messageDeleted, .error]
        case .typing: [.error]
        case .ping: [.pong]
        }
    }

    /// The schema of its frame: what an operation of the catalogue does takes what that takes.
    var schema: JSONValue {
        var schema = fields
        if case .object(var object) = schema, var properties = object["properties"]?.object {
            if ChatVerb.byType[rawValue]?.isAboutTrip == false {
                // A frame names the message where the path does it otherwise.
                properties["message_id"] = properties["id"]
                properties["id"] = nil
                object["properties"] = .object(properties)
                if case .array(let names)? = object["required"] {
                    object["required"] = .array(names.map { $0 == "id" ? "message_id" : $0 })
                }
                schema = .object(object)
            }
        }
        return .merged(
            [
                "type": "object", "required": ["type"],
                "properties": ["type": ["const": .string(rawValue)], "ref": ChatFrameType.reference],
            ], schema
        ).titled("client." + rawValue)
    }

    private var fields: JSONValue {
        switch self {
        case .subscribe:
            [
                "type": "object", "required": ["trip_id"],
                "properties": [
                    "trip_id": UUIDBits.jsonSchema, "since": EventOperations.since, "epoch": EventOperations.epoch,
                ],
            ]
        case .chatMessage, .editMessage, .deleteMessage:
            Self.inputSchema(of: ChatVerb.byType[rawValue]?.operation)
        case .typing: Self.inputSchema(of: TypeInRoom.name)
        case .ping: ["type": "object"]
        }
    }

    private static func inputSchema(of operation: String?) -> JSONValue {
        Catalogue.entries.lazy.map(\.descriptor).first { $0.name == operation }?.inputSchema ?? ["type": "object"]
    }
}
