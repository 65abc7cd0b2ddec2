public import CaravanProtocol

/// A message with its sender as others see him; the same for every caller.
public struct MessageView: OperationOutput {
    public let message: Message
    public let sender: UserSummary

    init(_ message: Message, sender: UserSummary) {
        self.message = message
        self.sender = sender
    }

    init(_ message: Message, in context: Context) throws {
        let people = try context.people([message.sender])
        self.init(message, sender: people[message.sender] ?? UserSummary())
    }

    /// An attachment is shown itself, not by its id.
    private static let shown = Message.fields.mask { $0.right.isShown && $0.name != "attachment_id" }

    public static var schema: JSONValue? {
        .merged(
            Message.fields.outputSchema(shown),
            [
                "type": "object", "required": ["sender", "attachment"],
                "properties": [
                    "sender": UserSummary.schema ?? [:], "attachment": ["type": ["object", "null"]],
                ],
            ]
        ).titled("message")
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        Message.fields.writeMembers(of: message, Self.shown, to: &writer)
        writer.name("sender")
        sender.write(to: &writer)
        writer.name("attachment")
        writer.null()
        writer.endObject()
    }
}
