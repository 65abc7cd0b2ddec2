public import CaravanProtocol

/// Deletes a message: it stays in the history without its words, which are never sent again.
public enum DeleteMessage: WriteOperation {
    public static let name = "chat.delete"
    public static let summary = "Delete a message"
    public static let route = Route.delete("/chat/messages/{id}/")
    public static let effect = Effect.removal
    public static let access = Access<ByID<Message>, ItemGrant<Message>>.message { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_: ByID<Message>, _ grant: ItemGrant<Message>, in context: WriteContext) throws -> NoContent
    {
        try context.delete(grant)
        return NoContent()
    }
}
