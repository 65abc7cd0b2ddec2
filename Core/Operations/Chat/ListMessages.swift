public import CaravanProtocol

/// What was said in a trip, newest first. Deleted messages are there without their words.
public enum ListMessages: ReadOperation {
    public static let name = "chat.history"
    public static let summary = "The messages of a trip"
    public static let route = Route.get("/chat/rooms/{trip_id}/messages/")
    public static let access = Access<TripPage, TripGrant>.room { $0.tripID }

    public static func run(_ input: TripPage, _ grant: TripGrant, in context: Context) throws -> Page<MessageView> {
        let trip = grant.trip.id
        return try context.page(Message.history(of: trip), input, list: "\(name)|\(trip)") { try context.views(of: $0) }
    }
}
