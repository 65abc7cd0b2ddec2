import CaravanCore
import CaravanProtocol

/// A call that is to be made, before it has its serial.
struct PlannedRequest {
    var kind: SyncRequest.Kind
    var params: JSONObject
    var cursor: String?
    var asksForNews = false
    var numbers: [Int64] = []
    var conflict: UUIDBits?
}

extension Ledger {
    /// No wait is longer: an instant farther away was written by a clock that has been set back.
    static let waitMaxMicroseconds: Int64 = 3_600_000_000

    /// Whether calls are held back until later.
    var pause: Instant? {
        guard let until = state.notBefore, until > now,
            until.microseconds - now.microseconds <= Self.waitMaxMicroseconds
        else { return nil }
        return until
    }

    /// The next call, if there is anything to do now. Edits that it carries have their numbers from here on.
    mutating func plan(_ wants: Wants) throws -> PlannedRequest? {
        guard pause == nil else { return nil }
        let isResyncing = state.rebuild == .resync || state.rebuild == .restored
        if isResyncing { return pull() }
        // Before anything gets a number.
        if wants.status { return PlannedRequest(kind: .status, params: [:]) }
        if let conflict = try nextResolution() { return resolution(of: conflict) }
        let batch = try batch()
        if !batch.isEmpty { return push(batch) }
        return wants.news || state.isPullDue ? pull() : nil
    }

    /// When there is something to do next; `nil` when nothing is before an edit or a hint.
    func nextAttempt(_ wants: Wants) throws -> Instant? {
        let lanes = try lanePlan(countMax: 1)
        let isReady =
            try wants.news || wants.status || state.isPullDue || state.rebuild != .none || !lanes.ready.isEmpty
            || !sent(limit: 1).isEmpty || nextResolution() != nil
        if isReady { return pause ?? now }
        guard let soonest = lanes.soonest else { return nil }
        return max(soonest, pause ?? now)
    }

    private func pull() -> PlannedRequest {
        var params: JSONObject = ["limit": .number(JSONNumber(Int64(options.pageMax)))]
        if let cursor = state.cursor {
            params["cursor"] = .string(cursor)
        } else {
            params["last_sync_timestamp"] = .null
        }
        return PlannedRequest(kind: .pull, params: params, cursor: state.cursor, asksForNews: true)
    }

    // MARK: - Pushing

    /// What was sent without an answer goes first, as it was; else what waits.
    private mutating func batch() throws -> [QueueEntry] {
        let sent = try sent(limit: state.batchMax)
        guard sent.isEmpty else { return sent }
        var batch = try lanePlan(countMax: state.batchMax).ready
        for place in batch.indices {
            batch[place].number = state.nextNumber
            batch[place].status = .syncing
            state.nextNumber += 1
            try write(batch[place])
        }
        return batch
    }

    private func lanePlan(countMax: Int) throws -> LanePlan {
        var plan = LanePlan(blocked: Set(try table.select(Query<LostTrip>()).map(\.tripID)))
        var last: Int64 = -1
        while true {
            let chunk = try table.select(
                Query<QueueEntry>(.equals(\.status, .pending), .greater(\.position, than: last))
                    .ordered(by: \.position).limited(to: 200))
            guard let end = chunk.last else { return plan }
            for entry in chunk {
                let goesOn = plan.take(
                    entry, now: now, countMax: countMax, bytesMax: options.batchBytesMax,
                    waitMax: Self.waitMaxMicroseconds)
                guard goesOn else { return plan }
            }
            last = end.position
        }
    }

    private func push(_ batch: [QueueEntry]) -> PlannedRequest {
        var params: JSONObject = [
            "client_id": .string(state.clientID), "changes": .array(batch.map { .object(change($0)) }),
        ]
        if let epoch = state.epoch { params["epoch"] = .string(epoch) }
        if let policy = options.conflictPolicy { params["conflict_policy"] = .string(policy) }
        if !state.pushesAlone {
            var pull: JSONObject = ["limit": .number(JSONNumber(Int64(options.pageMax)))]
            if let cursor = state.cursor { pull["cursor"] = .string(cursor) }
            params["pull"] = .object(pull)
        }
        return PlannedRequest(
            kind: .push, params: params, cursor: state.cursor, asksForNews: !state.pushesAlone,
            numbers: batch.compactMap(\.number))
    }

    private func change(_ entry: QueueEntry) -> JSONObject {
        var change: JSONObject = [
            "entity_type": .string(entry.entityType.rawValue), "entity_id": .string(entry.entityID.description),
            "action": .string(entry.action.rawValue),
            "client_timestamp": .string(entry.clientTimestamp.description),
            "data": .object(entry.action == .delete ? [:] : entry.data.object),
        ]
        if let base = entry.baseRevision { change["base_revision"] = .number(JSONNumber(base)) }
        if let number = entry.number { change["number"] = .number(JSONNumber(number)) }
        return change
    }

    // MARK: - Resolving

    private func nextResolution() throws -> StoredConflict? {
        try table.first(Query(.isNotNull(\StoredConflict.resolution), .isNull(\.lastError)).ordered(by: \.metAt))
    }

    private func resolution(of conflict: StoredConflict) -> PlannedRequest {
        var params: JSONObject = [
            "conflict_id": .string(conflict.id.description),
            "resolution_strategy": .string(conflict.resolution?.rawValue ?? ""),
        ]
        if let data = conflict.resolvedData { params["resolved_data"] = .object(data.object) }
        if let notes = conflict.notes { params["notes"] = .string(notes) }
        return PlannedRequest(kind: .resolve, params: params, conflict: conflict.id.bits)
    }
}
