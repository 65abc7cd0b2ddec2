public import CaravanProtocol

/// Says how far the caller has read.
public enum MarkRead: WriteOperation {
    public struct Input: InputRecord {
        public var tripID = ID<Trip>.unset
        public var messageID = ID<Message>.unset

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("trip_id", \.tripID), .required("message_id", \.messageID),
        ]
    }

    public static let name = "chat.read"
    public static let summary = "Mark messages as read"
    public static let route = Route.post("/chat/rooms/{trip_id}/read/", success: 204)
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, TripGrant>.room { $0.tripID }

    public static func run(_ input: Input, _ grant: TripGrant, in context: WriteContext) throws -> NoContent {
        guard let message = try context.store.find(input.messageID), message.tripID == grant.trip.id else {
            throw Failure.noSuchMessage
        }
        try context.markRead(message, in: context.room(of: grant.trip.id))
        return NoContent()
    }
}
