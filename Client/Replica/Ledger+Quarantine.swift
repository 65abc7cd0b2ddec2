import CaravanCore
import CaravanProtocol

extension Ledger {
    /// Puts an edit into quarantine; if it was to make something, with all that hangs on it, sent or not: what has a
    /// receipt of its own is taken by that.
    func hold(_ entry: QueueEntry, _ reason: HoldReason, _ error: String?) throws {
        var entry = entry
        entry.status = .failed
        entry.hold = reason
        entry.number = nil
        entry.notBefore = nil
        entry.lastError = error
        try write(entry)
        guard entry.action == .create, reason != .accessLost else { return }
        var made: Set<UUIDBits> = [entry.entityID]
        for waiting in try unfinished(in: entry.tripID) where waiting.position > entry.position {
            let hangs =
                entry.entityType == .trip || made.contains(waiting.entityID)
                || !waiting.data.object.references.isDisjoint(with: made)
            guard hangs else { continue }
            if waiting.action == .create { made.insert(waiting.entityID) }
            var waiting = waiting
            waiting.status = .failed
            waiting.hold = .dependency
            waiting.number = nil
            waiting.notBefore = nil
            waiting.lastError = error
            try write(waiting)
        }
    }

    /// Puts what waits for a trip into quarantine: the trip is lost.
    func holdAll(of trip: UUIDBits) throws {
        for entry in try waiting(in: trip) { try hold(entry, .accessLost, "The trip is gone, or not shared any more.") }
    }

    /// Sends an edit of the quarantine again, with what is there because it hung on it.
    func retry(_ id: ID<QueueEntry>) throws {
        guard let entry = try table.find(id), entry.status == .failed else { throw ReplicaFault.notFound }
        try release(entry)
        guard entry.action == .create else { return }
        let dependents = try table.select(
            Query<QueueEntry>(.equals(\.tripID, entry.tripID), .equals(\.hold, HoldReason.dependency)))
        var made: Set<UUIDBits> = [entry.entityID]
        for dependent in dependents.sorted(by: { $0.position < $1.position }) {
            let hangs =
                entry.entityType == .trip || made.contains(dependent.entityID)
                || !dependent.data.object.references.isDisjoint(with: made)
            guard hangs else { continue }
            if dependent.action == .create { made.insert(dependent.entityID) }
            try release(dependent)
        }
    }

    private func release(_ entry: QueueEntry) throws {
        var entry = entry
        entry.status = .pending
        entry.hold = nil
        entry.retryCount = 0
        entry.notBefore = nil
        entry.lastError = nil
        try write(entry)
    }
}
