public import CaravanProtocol

/// How far a user has read in a room. It only ever moves forward.
public struct ReadMarker: Entity, Sendable {
    public var roomID = ID<ChatRoom>.unset
    public var userID = ID<User>.unset
    /// The last message that he has read.
    public var messageID = ID<Message>.unset
    /// That message's place in the history.
    public var sentRevision: Int64 = 0
    public var readAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<ReadMarker>(
        "read_marker", table: "read_markers",
        fields: [
            .hidden("room_id", \.roomID),
            .hidden("user_id", \.userID),
            .hidden("message_id", \.messageID),
            .hidden("sent_revision", \.sentRevision),
            .hidden("read_at", \.readAt),
        ],
        key: [\.roomID, \.userID],
        references: [
            .to("chat_rooms", by: \.roomID), .to("users", by: \.userID), .to("messages", by: \.messageID),
        ])
}
