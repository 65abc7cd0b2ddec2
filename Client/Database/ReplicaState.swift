import CaravanProtocol

/// The one row of what a replica knows of itself.
struct ReplicaState: Identified, Equatable {
    var id = ID<ReplicaState>.unset
    /// What the server knows this device by.
    var clientID = ""
    var nextNumber: Int64 = 1
    var nextPosition: Int64 = 1
    var cursor: String?
    var epoch: String?
    var generation: Int64 = 0
    var rebuild = RebuildKind.none
    /// Whether the last page said that there is more, or a push came without one.
    var isPullDue = true
    /// Whether pushes go without a pull in them, so that it shows which of the two is refused.
    var pushesAlone = false
    /// How many changes go at once; halved when the server says that it is too much.
    var batchMax = 100
    /// How often in a row a call has failed.
    var failures = 0
    /// Before this nothing is sent.
    var notBefore: Instant?
    var lastSyncTimestamp: Instant?
    var lastError: String?
    var healedCount = 0
    /// The user whose replica it is, once known.
    var userID: UUIDBits?

    init() {}

    static let schema = EntitySchema<ReplicaState>(
        "replica_state", table: "replica_state",
        fields: [
            .key("id", \.id),
            .required("client_id", \.clientID),
            .required("next_number", \.nextNumber),
            .required("next_position", \.nextPosition),
            .optional("cursor", \.cursor),
            .optional("epoch", \.epoch),
            .required("generation", \.generation),
            .required("rebuild", \.rebuild),
            .required("is_pull_due", \.isPullDue),
            .required("pushes_alone", \.pushesAlone),
            .required("batch_max", \.batchMax),
            .required("failures", \.failures),
            .optional("not_before", \.notBefore),
            .optional("last_sync_timestamp", \.lastSyncTimestamp),
            .optional("last_error", \.lastError),
            .required("healed_count", \.healedCount),
            .optional("user_id", \.userID),
        ])

    static let everything = fields.mask { $0.name != "id" }
}
