public import CaravanCore
public import CaravanProtocol

/// An edit on its way to the server, with the reference's fields and what exactly-once needs beside them.
public struct QueueEntry: Identified, Equatable {
    public var id = ID<QueueEntry>.unset
    /// Its place among all edits of this device.
    public var position: Int64 = 0
    /// What the server knows it by; given when it is first sent, and anew after a receipt that says to try again.
    public var number: Int64?
    public var entityType = EntityKind.trip
    public var entityID = UUIDBits.zero
    /// Its lane: what is refused or waits there holds no other trip up.
    public var tripID = UUIDBits.zero
    public var action = ChangeAction.update
    /// The fields that it sets. A delete keeps those of the edits that it replaced, for the export; it sends none.
    public var data = EncodedJSON("{}")
    public var clientTimestamp = Instant.epoch
    /// The revision that the user saw.
    public var baseRevision: Int64?
    /// The entity of that revision, by which it is recognised after the server was restored.
    public var base: EncodedJSON?
    public var status = QueueStatus.pending
    /// How many receipts have said to try again.
    public var retryCount = 0
    /// Before this it is not sent again, nor is what comes after it in its lane.
    public var notBefore: Instant?
    /// Why it is in quarantine; `nil` outside.
    public var hold: HoldReason?
    public var lastError: String?
    /// What its receipt said of the entity, once it has one.
    public var receiptRevision: Int64?

    public init() {}

    public static let schema = EntitySchema<QueueEntry>(
        "queue_entry", table: "queue",
        fields: [
            .key("id", \.id),
            .fixed("position", \.position),
            .optional("number", \.number),
            .fixed("entity_type", \.entityType),
            .fixed("entity_id", \.entityID),
            .fixed("trip_id", \.tripID),
            .required("action", \.action),
            .required("data", \.data),
            .required("client_timestamp", \.clientTimestamp),
            .optional("base_revision", \.baseRevision),
            .optional("base", \.base),
            .required("status", \.status),
            .required("retry_count", \.retryCount),
            .optional("not_before", \.notBefore),
            .optional("hold", \.hold),
            .optional("last_error", \.lastError),
            .optional("receipt_revision", \.receiptRevision),
        ],
        indexes: [.unique(\.position), .on(\.entityID), .on(\.tripID, \.position), .on(\.status, \.position)])

    static let everything = fields.mask { $0.name != "id" }

    /// The entry as JSON, for an export.
    public var json: JSONObject {
        var writer = JSONWriter()
        writer.beginObject()
        Self.fields.writeMembers(of: self, to: &writer)
        writer.endObject()
        return EncodedJSON(bytes: writer.bytes).object
    }
}
