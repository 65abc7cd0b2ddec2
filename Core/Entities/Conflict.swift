public import CaravanProtocol

/// A change that stood against what others did, with both sides: the reference's "ConflictResolution".
public struct Conflict: Identified, Sendable {
    public var id = ID<Conflict>.unset
    /// Whose change it was, and from which of her devices.
    public var userID = ID<User>.unset
    public var syncClientID = ID<SyncClient>.unset
    public var tripID = ID<Trip>.unset
    public var entityType = ""
    public var entityID = UUIDBits.zero
    public var action = ChangeAction.update
    public var clientTimestamp = Instant.epoch
    /// What the change was made on; `nil` where it said none.
    public var baseRevision: Int64?
    /// The fields of the change, as it names them.
    public var clientData = EncodedJSON("{}")
    /// The entity as the server had it; `null` when it was deleted.
    public var serverData = EncodedJSON()
    /// The entity as it was at the base, where the log still has it.
    public var baseData = EncodedJSON()
    /// The fields that stand against each other: a list as JSON.
    public var conflictFields = EncodedJSON("[]")
    /// The revision of the server's side, and who made it; `nil` for the calendar.
    public var serverRevision: Int64 = 0
    public var serverActor: ID<User>?
    public var createdAt = Instant.epoch
    /// How it was decided, when and by whom; `nil` while it is not.
    public var resolutionStrategy: ResolutionStrategy?
    public var resolvedAt: Instant?
    public var resolvedBy: ID<User>?
    public var notes: String?
    /// What was set, where somebody put it together.
    public var resolvedData: EncodedJSON?

    public init() {}

    public static let schema = EntitySchema<Conflict>(
        "conflict", table: "conflicts",
        fields: [
            .key("id", \.id),
            .hidden("user_id", \.userID),
            .hidden("sync_client_id", \.syncClientID),
            .server("trip_id", \.tripID),
            .server("entity_type", \.entityType),
            .server("entity_id", \.entityID),
            .server("action", \.action),
            .server("client_timestamp", \.clientTimestamp),
            .server("base_revision", \.baseRevision),
            .server("client_data", \.clientData),
            .server("server_data", \.serverData),
            .server("base_data", \.baseData),
            .server("conflict_fields", \.conflictFields),
            .server("server_revision", \.serverRevision),
            .server("server_actor", \.serverActor),
            .server("created_at", \.createdAt),
            .server("resolution_strategy", \.resolutionStrategy),
            .server("resolved_at", \.resolvedAt),
            .server("resolved_by", \.resolvedBy),
            .server("notes", \.notes),
            .server("resolved_data", \.resolvedData),
        ],
        indexes: [.on(\.userID, \.resolvedAt, \.createdAt), .on(\.entityID)],
        references: [
            .to("users", by: \.userID), .to("sync_clients", by: \.syncClientID), .to("trips", by: \.tripID),
            .to("users", by: \.serverActor), .to("users", by: \.resolvedBy),
        ])
}
