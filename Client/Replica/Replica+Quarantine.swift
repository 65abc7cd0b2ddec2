public import CaravanProtocol

extension Replica {
    /// The edits that wait, are being sent, or are shown over a state that does not have them yet; in their order.
    public func queue() throws -> [QueueEntry] { try storage.readNow { try $0.shownEdits(Query()) } }

    /// The edits that go nowhere before the user says so, in their order.
    public func quarantine() throws -> [QueueEntry] {
        try storage.readNow {
            try $0.select(Query<QueueEntry>(.equals(\.status, .failed)).ordered(by: \.position))
        }
    }

    /// The quarantine as a JSON object: `{client_id, exported_at, changes: [the entries]}`; of one trip, or of all.
    public func exportQuarantine(of trip: UUIDBits? = nil, now: Instant) throws -> JSONObject {
        let entries = try quarantine().filter { trip == nil || $0.tripID == trip }
        return [
            "client_id": .string(try clientID), "exported_at": .string(now.description),
            "changes": .array(entries.map { .object($0.json) }),
        ]
    }

    /// Sends an edit of the quarantine again, with what is there because it hung on it.
    /// Throws ``ReplicaFault/notFound``.
    public func retry(_ id: ID<QueueEntry>, now: Instant) throws { try step(now) { try $0.retry(id) } }

    /// Drops an edit of the quarantine for good. Throws ``ReplicaFault/notFound``.
    public func discard(_ id: ID<QueueEntry>, now: Instant) throws {
        try step(now) { ledger in
            guard let entry = try ledger.table.find(id), entry.status == .failed else { throw ReplicaFault.notFound }
            try ledger.remove(entry)
        }
    }
}
