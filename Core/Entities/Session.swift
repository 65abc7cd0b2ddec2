public import CaravanProtocol

/// A login: what an access token speaks for, and the family of its refresh tokens.
public struct Session: Identified, Sendable {
    public var id = ID<Session>.unset
    public var userID = ID<User>.unset
    public var createdAt = Instant.epoch
    /// When it was logged out or revoked.
    public var endedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<Session>(
        "session", table: "sessions",
        fields: [
            .key("id", \.id),
            .hidden("user_id", \.userID),
            .hidden("created_at", \.createdAt),
            .hidden("ended_at", \.endedAt),
        ],
        indexes: [.on(\.userID, \.endedAt)],
        references: [.to("users", by: \.userID)])
}
