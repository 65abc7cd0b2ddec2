public import CaravanProtocol

/// The counter row of a log. Locking it is what puts a log's writers in order: a revision is taken in the transaction
/// that writes the state, so revisions have no gaps and commit in their order.
public struct LogHead: Entity, Sendable {
    public var scopeID = UUIDBits.zero
    public var scopeKind = ScopeKind.trip
    /// The revision of the last entry; 0 for none.
    public var head: Int64 = 0

    public init() {}

    public static let schema = EntitySchema<LogHead>(
        "log_head", table: "log_heads",
        fields: [
            .hidden("scope_id", \.scopeID),
            .hidden("scope_kind", \.scopeKind),
            .hidden("head", \.head),
        ],
        key: [\.scopeID])
}
