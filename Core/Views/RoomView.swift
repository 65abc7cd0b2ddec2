public import CaravanProtocol

/// The room of a trip as a member finds it.
public struct RoomView: OperationOutput {
    public let room: ChatRoom
    /// Who is there now.
    public let online: [UserSummary]
    /// The newest of the history, deleted or not.
    public let lastMessage: MessageView?
    public let unreadCount: Int

    public static var schema: JSONValue? {
        .merged(
            ChatRoom.fields.outputSchema,
            [
                "type": "object", "required": ["online", "last_message", "unread_count"],
                "properties": [
                    "online": ["type": "array", "items": UserSummary.schema ?? [:]],
                    "last_message": ["anyOf": [MessageView.schema ?? [:], ["type": "null"]]],
                    "unread_count": Int.jsonSchema,
                ],
            ]
        ).titled("chat_room")
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        ChatRoom.fields.writeMembers(of: room, to: &writer)
        writer.name("online")
        writer.beginArray()
        for user in online { user.write(to: &writer) }
        writer.endArray()
        writer.name("last_message")
        if let lastMessage { lastMessage.write(to: &writer) } else { writer.null() }
        writer.name("unread_count")
        writer.int(Int64(unreadCount))
        writer.endObject()
    }
}
