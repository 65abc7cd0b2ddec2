import CaravanProtocol

/// The frames of the chat socket, for the AsyncAPI document.
enum ChatDialect {
    static var dialect: AsyncAPIDialect {
        AsyncAPIDialect(
            name: "chat",
            requests: ChatRequestType.allCases.map { type in
                AsyncAPIDialect.Request(
                    AsyncAPIMessage(
                        type.rawValue, type.summary, payload: type.schema,
                        examples: examples(type).map { example(type, $0.0, $0.1) }),
                    answers: type.answers.map(\.rawValue))
            },
            sent: ChatFrameType.allCases.map { type in
                AsyncAPIMessage(
                    type.rawValue, type.summary, payload: type.schema, isUnasked: type.isUnasked,
                    examples: examples(type).map { AsyncAPIMessage.Example($0.0, LiveSamples.value($0.1)) })
            })
    }

    private static let trip: JSONValue = .string(LiveSamples.tripID.description)
    private static let message: JSONValue = .string(LiveSamples.message().message.id.description)

    private static func example(_ type: ChatRequestType, _ title: String, _ fields: JSONObject)
        -> AsyncAPIMessage.Example
    {
        var frame: JSONObject = ["type": .string(type.rawValue)]
        for field in fields { frame[field.name] = field.value }
        return AsyncAPIMessage.Example(title, .object(frame))
    }

    private static func examples(_ type: ChatRequestType) -> [(String, JSONObject)] {
        let reference = LiveSamples.reference
        switch type {
        case .subscribe:
            return [
                ("From now on", ["trip_id": trip]),
                (
                    "After a revision",
                    ["trip_id": trip, "since": 41, "epoch": .string(LiveSamples.epoch), "ref": reference]
                ),
            ]
        case .chatMessage:
            return [
                ("A message", ["content": "Hello, team!", "trip_id": trip]),
                (
                    "One that may be sent again",
                    ["trip_id": trip, "content": "Hello, team!", "client_message_id": "phone-41", "ref": reference]
                ),
            ]
        case .editMessage: return [("Other words", ["message_id": message, "content": "Updated message"])]
        case .deleteMessage: return [("A message", ["message_id": message])]
        case .typing:
            return [
                ("The user types", ["trip_id": trip, "is_typing": true]),
                ("No more", ["trip_id": trip, "is_typing": false]),
            ]
        case .ping: return [("With a mark", ["ref": reference])]
        }
    }

    /// Written by what writes the frames for sockets.
    private static func examples(_ type: ChatFrameType) -> [(String, [UInt8])] {
        switch type {
        case .subscriptionSuccess:
            [
                ("With the last messages", subscription(since: nil, nil)),
                ("After a revision: what was missed follows", subscription(since: 41, LiveSamples.reference)),
            ]
        case .chatMessage:
            [("To all", durable(.messageSent)), ("To its sender", durable(.messageSent, LiveSamples.reference))]
        case .messageEdited: [("To all", durable(.messageEdited))]
        case .messageDeleted: [("To all", durable(.messageDeleted))]
        case .event: ChatFrameType.told.map { ($0.rawValue, durable($0)) }
        case .userJoined: [("To the others", EventDialect.chat.ephemeral(LiveSamples.ephemeral(.joined)))]
        case .userLeft: [("To the others", EventDialect.chat.ephemeral(LiveSamples.ephemeral(.left)))]
        case .userTyping: [("To the others", EventDialect.chat.ephemeral(LiveSamples.ephemeral(.typing(true))))]
        case .pong: [("With the mark", ChatFrame.pong(LiveSamples.reference))]
        case .error:
            [
                ("A frame of no known type", ChatFrame.error(ChatRequestType.unknown, nil)),
                ("The log has no such position", ChatFrame.error(LivePlan.noSuchPosition, LiveSamples.reference)),
            ]
        }
    }

    private static func durable(_ type: EventType, _ reference: JSONValue? = nil) -> [UInt8] {
        EventDialect.chat.durable(LiveSamples.event(type), reference)
    }

    private static func subscription(since: Int64?, _ reference: JSONValue?) -> [UInt8] {
        ChatFrame.subscribed(
            reference, LiveSamples.tripID, messages: since == nil ? [LiveSamples.message()] : nil,
            revision: since ?? 42, epoch: LiveSamples.epoch, online: [LiveSamples.ann, LiveSamples.john])
    }
}
