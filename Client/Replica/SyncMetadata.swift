public import CaravanProtocol

/// What a replica says of its synchronisation.
public struct SyncMetadata: Sendable, Equatable {
    /// The server's time of the last pull that was complete.
    public var lastSyncTimestamp: Instant?
    public var status = SyncPhase.idle
    /// Edits that the server does not have, without those in quarantine.
    public var pendingChangesCount = 0
    /// What went wrong last; `nil` after something went well.
    public var lastSyncError: String?
    /// Conflicts that nobody has decided.
    public var conflictsCount = 0
    public var quarantineCount = 0
    /// How many trips had diverged and were pulled anew.
    public var healedCount = 0
    /// Whether nothing goes on before there is a fresh access token.
    public var needsToken = false

    public init() {}

    /// With the reference's names.
    public var json: JSONObject {
        [
            "last_sync_timestamp": lastSyncTimestamp.map { .string($0.description) } ?? .null,
            "sync_status": .string(status.rawValue),
            "pending_changes_count": .number(JSONNumber(Int64(pendingChangesCount))),
            "last_sync_error": lastSyncError.map(JSONValue.string) ?? .null,
            "conflicts_count": .number(JSONNumber(Int64(conflictsCount))),
            "quarantine_count": .number(JSONNumber(Int64(quarantineCount))),
            "healed_count": .number(JSONNumber(Int64(healedCount))),
        ]
    }
}
