public import CaravanProtocol

/// The counter row of a log. Locking it is what puts a log's writers in order: a revision is taken in the transaction
/// that writes the state, so revisions have no gaps and commit in their order.
public struct LogHead: Entity, Sendable {
    public var scopeID = UUIDBits.zero
    public var scopeKind = ScopeKind.trip
    /// The revision of the last entry; 0 for none.
    public var head: Int64 = 0
    /// The time of the last entry: times of a log never run back, whatever the clock does.
    public var lastAt: Instant?
    /// Entries up to here are gone, but for those that made something; nobody can go on from before.
    public var trimmed: Int64 = 0
    /// Of a trip's log: the sum over what is there (WIRE.md section 5), kept up with each write; `nil` where nobody has
    /// counted it yet.
    public var checksum: Int64?

    public init() {}

    public static let schema = EntitySchema<LogHead>(
        "log_head", table: "log_heads",
        fields: [
            .hidden("scope_id", \.scopeID),
            .hidden("scope_kind", \.scopeKind),
            .hidden("head", \.head),
            .hidden("last_at", \.lastAt),
            .hidden("trimmed", \.trimmed),
            .hidden("checksum", \.checksum),
        ],
        key: [\.scopeID])

    /// Whether somebody who stands at that revision can be told all that came after it.
    func reaches(_ revision: Int64) -> Bool { (trimmed...max(trimmed, head)).contains(revision) }
}
