public import CaravanProtocol

/// A device of a user, as it calls itself when it pushes (the reference's `client_id`).
public struct SyncClient: Identified, Sendable {
    public var id = ID<SyncClient>.unset
    public var userID = ID<User>.unset
    /// Its own name for itself; unique among the user's.
    public var clientID = ""
    /// The highest number that has a receipt: one below it that has none comes too late.
    public var highestNumber: Int64?
    /// When it pushed last.
    public var lastSyncAt = Instant.epoch
    public var createdAt = Instant.epoch

    public init() {}

    public static let schema = EntitySchema<SyncClient>(
        "sync_client", table: "sync_clients",
        fields: [
            .key("id", \.id),
            .hidden("user_id", \.userID),
            .server("client_id", \.clientID),
            .hidden("highest_number", \.highestNumber),
            .server("last_sync_at", \.lastSyncAt),
            .hidden("created_at", \.createdAt),
        ],
        indexes: [.unique(\.userID, \.clientID)],
        references: [.to("users", by: \.userID)])

    /// The characters that its name may have.
    static let clientIDMax = 200
}
