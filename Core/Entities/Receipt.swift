public import CaravanProtocol

/// What became of a pushed change with a number (WIRE.md section 5): kept for ever, and answered again.
public struct Receipt: Entity, Sendable {
    public var syncClientID = ID<SyncClient>.unset
    public var number: Int64 = 0
    /// As the change names it; `nil` where it names nothing that could be one.
    public var entityType: String?
    public var entityID: UUIDBits?
    public var outcome = SyncOutcome.applied
    /// Of the entity, after the change.
    public var revision: Int64?
    public var code: String?
    public var detail: String?
    /// What is wrong with which field: a list as JSON.
    public var errors = EncodedJSON("[]")
    /// Whether the same change may go through under a new number.
    public var isRetryable = false
    /// The conflict that was found, decided or not.
    public var conflictID: ID<Conflict>?
    public var at = Instant.epoch

    public init() {}

    /// Whether the change was carried out, alone or beside others'.
    var isDone: Bool { outcome == .applied || outcome == .merged }

    public static let schema = EntitySchema<Receipt>(
        "receipt", table: "receipts",
        fields: [
            .hidden("sync_client_id", \.syncClientID),
            .hidden("number", \.number),
            .server("entity_type", \.entityType),
            .server("entity_id", \.entityID),
            .server("outcome", \.outcome),
            .server("revision", \.revision),
            .server("code", \.code),
            .server("detail", \.detail),
            .server("errors", \.errors),
            .server("is_retryable", \.isRetryable),
            .server("conflict_id", \.conflictID),
            .hidden("at", \.at),
        ],
        key: [\.syncClientID, \.number],
        references: [.to("sync_clients", by: \.syncClientID)])
}
