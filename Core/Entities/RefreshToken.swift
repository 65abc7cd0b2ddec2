public import CaravanProtocol

/// A refresh token of a session; only its SHA-256 is kept.
public struct RefreshToken: Entity, Sendable {
    public var fingerprint = Bytes()
    public var sessionID = ID<Session>.unset
    public var createdAt = Instant.epoch
    public var expiresAt = Instant.epoch
    /// When it was exchanged for its successor.
    public var spentAt: Instant?

    public init() {}

    public static let schema = EntitySchema<RefreshToken>(
        "refresh_token", table: "refresh_tokens",
        fields: [
            .hidden("fingerprint", \.fingerprint),
            .hidden("session_id", \.sessionID),
            .hidden("created_at", \.createdAt),
            .hidden("expires_at", \.expiresAt),
            .hidden("spent_at", \.spentAt),
        ],
        key: [\.fingerprint],
        indexes: [.on(\.sessionID), .on(\.expiresAt)],
        references: [.to("sessions", by: \.sessionID)])
}
