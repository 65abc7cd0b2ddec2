public import CaravanProtocol

/// Where the members of a trip talk. Each trip has one, made with it.
public struct ChatRoom: Identified, Sendable {
    public var id = ID<ChatRoom>.unset
    public var tripID = ID<Trip>.unset
    public var createdAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<ChatRoom>(
        "chat_room", table: "chat_rooms",
        fields: [
            .key("id", \.id),
            .server("trip_id", \.tripID),
            .server("created_at", \.createdAt),
        ],
        indexes: [.unique(\.tripID)],
        references: [.to("trips", by: \.tripID)])
}
