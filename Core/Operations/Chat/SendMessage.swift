public import CaravanProtocol

/// Says something in the room of a trip.
public enum SendMessage: WriteOperation {
    public static let name = "chat.send"
    public static let summary = "Send a message"
    public static let route = Route.post("/chat/rooms/{trip_id}/messages/", success: 201)
    public static let effect = Effect.write
    public static let access = Access<Draft<Message>, TripGrant>.room { $0.partial.value.tripID }
    public static let failures: [FailureCode] = [.alreadyExists]

    public static func run(_ input: Draft<Message>, _ grant: TripGrant, in context: WriteContext) throws -> MessageView
    {
        let message = try context.send(input.partial, by: name, grant)
        context.subject = message.id.bits
        return try MessageView(message, in: context)
    }
}
