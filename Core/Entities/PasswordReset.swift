public import CaravanProtocol

/// A wish to set a new password. Its token is derived from the server's key when the mail is sent, and kept nowhere.
public struct PasswordReset: Identified, Sendable {
    public var id = ID<PasswordReset>.unset
    public var userID = ID<User>.unset
    public var createdAt = Instant.epoch
    public var expiresAt = Instant.epoch
    public var usedAt: Instant?

    public init() {}

    public static let schema = EntitySchema<PasswordReset>(
        "password_reset", table: "password_resets",
        fields: [
            .key("id", \.id),
            .hidden("user_id", \.userID),
            .hidden("created_at", \.createdAt),
            .hidden("expires_at", \.expiresAt),
            .hidden("used_at", \.usedAt),
        ],
        indexes: [.on(\.userID)],
        references: [.to("users", by: \.userID)])
}
