public import CaravanProtocol

/// An entry of a log: the reference's "SyncLog".
public struct Change: Entity, Sendable {
    public var scopeID = UUIDBits.zero
    public var revision: Int64 = 0
    public var scopeKind = ScopeKind.trip
    public var type = EventType.tripCreated
    public var entityType = ""
    public var entityID = UUIDBits.zero
    public var action = ChangeAction.create
    /// Who did it; `nil` for the calendar.
    public var actor: ID<User>?
    /// The server's time.
    public var at = Instant.epoch
    public var clientID: String?
    public var clientTimestamp: Instant?
    /// The entity as of this entry, without what differs by caller; `{id}` when it was deleted.
    public var data = EncodedJSON()
    /// Of a create: SHA-256 of the decoded input, by which a repeated one is known.
    public var fingerprint: Bytes?
    /// Whether it only made room for another one: nobody meant to move this one.
    public var isShift = false

    public init() {}

    public static let schema = EntitySchema<Change>(
        "change", table: "changes",
        fields: [
            .hidden("scope_id", \.scopeID),
            .server("revision", \.revision),
            .hidden("scope_kind", \.scopeKind),
            .server("type", \.type),
            .server("entity_type", \.entityType),
            .server("entity_id", \.entityID),
            .server("action", \.action),
            .server("actor", \.actor),
            .server("at", \.at),
            .server("client_id", \.clientID),
            .server("client_timestamp", \.clientTimestamp),
            .server("data", \.data),
            .hidden("fingerprint", \.fingerprint),
            .hidden("is_shift", \.isShift),
        ],
        key: [\.scopeID, \.revision],
        indexes: [.on(\.entityID, \.revision)],
        references: [.to("users", by: \.actor)])
}
