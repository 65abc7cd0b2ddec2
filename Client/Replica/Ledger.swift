import CaravanCore
import CaravanProtocol

/// What a replica does inside one transaction.
///
/// The state is read at the start and written by ``save()``, which the transaction ends with.
struct Ledger {
    let table: any Writing
    let now: Instant
    let options: ReplicaOptions
    let random: any RandomSource
    var state: ReplicaState
    private let before: ReplicaState

    init(_ table: any Writing, now: Instant, options: ReplicaOptions, random: any RandomSource) throws {
        self.table = table
        self.now = now
        self.options = options
        self.random = random
        guard let state = try table.find(ID<ReplicaState>.unset) else {
            throw StorageError.corrupt("the replica has lost its state")
        }
        self.state = state
        before = state
    }

    func save() throws { if state != before { try table.update(state, ReplicaState.everything) } }

    /// A new id, ordered by time.
    func newID() -> UUIDBits {
        .version7(
            unixMilliseconds: now.microseconds / 1000, random: random.next(), low: random.next())
    }

    // MARK: - The queue

    func write(_ entry: QueueEntry) throws { try table.update(entry, QueueEntry.everything) }

    func remove(_ entry: QueueEntry) throws { try table.delete(QueueEntry.self, key: [.id(entry.id.bits)]) }

    /// The edits of an entity that are shown, in their order.
    func edits(of kind: EntityKind, _ id: UUIDBits) throws -> [QueueEntry] {
        try table.shownEdits(Query(.equals(\.entityID, id), .equals(\.entityType, kind)))
    }

    /// The edits of a lane that wait to be sent.
    func waiting(in trip: UUIDBits) throws -> [QueueEntry] {
        try table.select(
            Query(.equals(\QueueEntry.tripID, trip), .equals(\.status, .pending)).ordered(by: \.position))
    }

    /// The edits of a lane that have no receipt.
    func unfinished(in trip: UUIDBits) throws -> [QueueEntry] {
        try table.select(
            Query(.equals(\QueueEntry.tripID, trip), .oneOf(\.status, [.pending, .syncing])).ordered(by: \.position))
    }

    /// The edits that were sent and have no receipt, as they were sent.
    func sent(limit: Int? = nil) throws -> [QueueEntry] {
        var query = Query<QueueEntry>(.equals(\.status, .syncing)).ordered(by: \.number)
        query.limit = limit
        return try table.select(query)
    }
}

extension Reading {
    /// The edits that lie over the server's state, in their order.
    func shownEdits(_ query: Query<QueueEntry>) throws -> [QueueEntry] {
        try select(query.ordered(by: \.position)).filter { $0.status != .failed }
    }

    func served(_ kind: EntityKind, _ id: UUIDBits) throws -> ServedEntity? {
        try find(ServedEntity.self, key: ServedEntity.key(kind, id))
    }
}
