public import CaravanProtocol

/// Gives a message other words.
public enum EditMessage: WriteOperation {
    public struct Input: InputRecord {
        public var id = ID<Message>.unset
        public var content = ""

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("id", \.id), .required("content", \.content, .length(1...Message.contentMax)),
        ]
    }

    public static let name = "chat.edit"
    public static let summary = "Edit a message"
    public static let route = Route.patch("/chat/messages/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, ItemGrant<Message>>.message { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: Input, _ grant: ItemGrant<Message>, in context: WriteContext) throws -> MessageView
    {
        try MessageView(context.edit(grant, content: input.content), in: context)
    }
}
