public import CaravanProtocol

/// The room of a trip: who is there, what was said last, and how much the caller has not read.
public enum GetRoom: ReadOperation {
    public struct Input: InputRecord {
        public var tripID = ID<Trip>.unset

        public init() {}
        public static let fields: FieldList<Input> = [.required("trip_id", \.tripID)]
    }

    public static let name = "chat.room"
    public static let summary = "The chat room of a trip"
    public static let route = Route.get("/chat/rooms/{trip_id}/")
    public static let access = Access<Input, TripGrant>.room { $0.tripID }
    /// It counts what is unread.
    public static func isBrief(_: Input) -> Bool { false }

    public static func run(_: Input, _ grant: TripGrant, in context: Context) throws -> RoomView {
        let room = try context.room(of: grant.trip.id)
        return RoomView(
            room: room, online: try context.online(in: grant.trip.id),
            lastMessage: try context.recentMessages(in: grant.trip.id, count: 1).first,
            unreadCount: try context.unreadCount(in: room, of: context.requireCaller().id))
    }
}
