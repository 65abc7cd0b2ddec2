public import CaravanProtocol

/// Something that a member said in the room of a trip. A deleted one stays in the history without its words.
public struct Message: Versioned, Sendable {
    public var id = ID<Message>.unset
    public var tripID = ID<Trip>.unset
    public var roomID = ID<ChatRoom>.unset
    /// Views show him as a user, not as an id.
    public var sender = ID<User>.unset
    public var content = ""
    public var messageType = MessageType.text
    public var replyTo: ID<Message>?
    /// The sender's own mark, by which a send that comes again is known.
    public var clientMessageID: String?
    /// Views show what it names.
    public var attachmentID: UUIDBits?
    public var isEdited = false
    public var isDeleted = false
    /// The revision of the entry that made it: its place in the history, which no edit moves.
    public var sentRevision: Int64 = 0
    public var revision: Int64 = 0
    public var createdAt = Instant.epoch
    public var updatedAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<Message>(
        "message", table: "messages",
        fields: [
            .key("id", \.id),
            .fixed("trip_id", \.tripID),
            .server("room_id", \.roomID),
            .hidden("sender", \.sender),
            // A deleted one has none, so that the table takes the empty text and a client's input does not.
            .required("content", \.content, .length(0...contentMax), .notEmpty),
            .initial("message_type", \.messageType, MessageType.given),
            .initial("reply_to", \.replyTo),
            .initial("client_message_id", \.clientMessageID, .length(1...200)),
            .initial("attachment_id", \.attachmentID),
            .server("is_edited", \.isEdited),
            .server("is_deleted", \.isDeleted),
            .hidden("sent_revision", \.sentRevision),
            .server("revision", \.revision),
            .server("created_at", \.createdAt),
            .server("updated_at", \.updatedAt),
        ],
        indexes: [
            .unique(\.roomID, \.sender, \.clientMessageID),
            // The history's order; with the last two, counting what is unread asks the index alone.
            .on(\.tripID, \.sentRevision, \.sender, \.isDeleted),
        ],
        references: [
            .to("trips", by: \.tripID), .to("chat_rooms", by: \.roomID), .to("users", by: \.sender),
            .to("messages", by: \.replyTo),
        ])

    public static let isInChecksum = true

    /// The characters that a message may have.
    static let contentMax = 4000

    public mutating func enter(at revision: Int64) {
        self.revision = revision
        sentRevision = revision
    }

    public func logged(in context: Context) throws -> EncodedJSON { try MessageView(self, in: context).encoded }
}
