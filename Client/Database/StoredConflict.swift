public import CaravanProtocol

/// A conflict that the server has stored and the user has not decided: both sides, and what she has chosen.
public struct StoredConflict: Identified, Equatable {
    /// The server's `conflict_id`.
    public var id = ID<StoredConflict>.unset
    public var entityType = EntityKind.trip
    public var entityID = UUIDBits.zero
    public var tripID = UUIDBits.zero
    /// The conflict as the server told it: `client_data`, `server_data` and what else it says.
    public var told = EncodedJSON("{}")
    public var metAt = Instant.epoch
    /// What the user has chosen; sent as soon as there is a network.
    public var resolution: ConflictResolution?
    public var resolvedData: EncodedJSON?
    public var notes: String?
    /// Why the server has refused the choice.
    public var lastError: String?

    public init() {}

    init(
        _ id: UUIDBits, _ kind: EntityKind, _ entityID: UUIDBits, _ tripID: UUIDBits, told: JSONObject, at now: Instant
    ) {
        self.id = ID(id)
        self.entityType = kind
        self.entityID = entityID
        self.tripID = tripID
        self.told = EncodedJSON(told)
        metAt = now
    }

    /// What the device wanted that met it: this one, or another one of the user's.
    public var clientData: JSONValue { told.object["client_data"] ?? .null }
    /// What the server had.
    public var serverData: JSONValue { told.object["server_data"] ?? .null }

    public static let schema = EntitySchema<StoredConflict>(
        "stored_conflict", table: "conflicts",
        fields: [
            .key("id", \.id),
            .fixed("entity_type", \.entityType),
            .fixed("entity_id", \.entityID),
            .fixed("trip_id", \.tripID),
            .required("told", \.told),
            .required("met_at", \.metAt),
            .optional("resolution", \.resolution),
            .optional("resolved_data", \.resolvedData),
            .optional("notes", \.notes),
            .optional("last_error", \.lastError),
        ],
        indexes: [.on(\.metAt), .on(\.resolution)])

    static let everything = fields.mask { $0.name != "id" }
}
