public import CaravanProtocol

/// What a pull is asked for (WIRE.md section 5): as an operation's input, and within a push.
public struct PullRequest: InputRecord {
    /// Where the client stands; it goes before the time.
    public var cursor: String?
    /// The reference's form: when it pulled last, by the server's clock. Without either it pulls everything.
    public var lastSyncTimestamp: Instant?
    /// `nil` for all.
    public var entityTypes: SyncedKinds?
    /// How many entries a page may have, counting every list.
    public var limit = 1000
    public var checksums = ChecksumsAsked.touched

    public init() {}
    public static let fields: FieldList<PullRequest> = [
        .optional("cursor", \.cursor),
        .optional("last_sync_timestamp", \.lastSyncTimestamp),
        .optional("entity_types", \.entityTypes),
        .optional("limit", \.limit, .range(1...5000)),
        .optional("checksums", \.checksums),
    ]
}
