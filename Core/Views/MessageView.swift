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
        Self.write(sender.write(to:), to: &writer) { Message.fields.writeMembers(of: message, Self.shown, to: &$0) }
    }

    /// As ``write(to:)``, from the row of the message.
    static func write(_ row: any StoredRow, sender: EncodedJSON, to writer: inout JSONWriter) throws {
        try write(sender.write(to:), to: &writer) { try Message.fields.writeMembers(of: row, shown, to: &$0) }
    }

    private static func write(
        _ sender: (inout JSONWriter) -> Void, to writer: inout JSONWriter, members: (inout JSONWriter) throws -> Void
    ) rethrows {
        writer.beginObject()
        try members(&writer)
        writer.name("sender")
        sender(&writer)
        writer.name("attachment")
        writer.null()
        writer.endObject()
    }
}
