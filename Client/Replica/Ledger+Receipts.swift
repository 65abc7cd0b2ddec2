import CaravanCore
import CaravanProtocol

extension Ledger {
    /// Takes the receipts of the changes with these numbers. What has none stays as it was sent.
    mutating func take(_ answer: PushAnswer, for numbers: [Int64]) throws {
        let batch = try sent().filter { entry in entry.number.map(numbers.contains) ?? false }
        guard !hasForeignReceipt(answer, batch) else { return try renewClientID() }
        // By entity: whether what was to make it is in quarantine, or goes again.
        var held: Set<UUIDBits> = []
        var postponed: Set<UUIDBits> = []
        for entry in batch {
            guard let number = entry.number, let receipt = answer.receipts[number] else { continue }
            switch receipt.outcome {
            case .applied, .merged: try finish(entry, receipt)
            case .superseded: try remove(entry)
            case .conflict: try handOver(entry, receipt, answer)
            case .rejected:
                if dependsOn(postponed, entry) {
                    try postpone(entry, receipt.reason, counts: false)
                    if entry.action == .create { postponed.insert(entry.entityID) }
                } else if receipt.isRetryable, entry.retryCount + 1 < options.attemptsMax {
                    try postpone(entry, receipt.reason, counts: true)
                    if entry.action == .create { postponed.insert(entry.entityID) }
                } else {
                    let reason: HoldReason =
                        dependsOn(held, entry) ? .dependency : receipt.isRetryable ? .attempts : .rejected
                    try hold(entry, reason, receipt.reason)
                    if entry.action == .create { held.insert(entry.entityID) }
                }
            }
        }
        // What was to follow in a later part of the batch waits for what it hangs on.
        for entry in try sent() where dependsOn(postponed, entry) {
            try postpone(entry, entry.lastError, counts: false)
        }
    }

    private func dependsOn(_ made: Set<UUIDBits>, _ entry: QueueEntry) -> Bool {
        guard !made.isEmpty else { return false }
        return made.contains(entry.entityID) || made.contains(entry.tripID)
            || !entry.data.object.references.isDisjoint(with: made)
    }

    private func finish(_ entry: QueueEntry, _ receipt: PushReceipt) throws {
        var entry = entry
        entry.status = .synced
        entry.receiptRevision = receipt.revision
        entry.lastError = nil
        try write(entry)
        // What was edited while it was on its way was edited on what it has made.
        guard entry.action == .create, let revision = receipt.revision else { return }
        for var later in try edits(of: entry.entityType, entry.entityID)
        where later.status == .pending && later.action != .create && later.baseRevision == nil {
            later.baseRevision = revision
            try write(later)
        }
    }

    /// It goes again under a new number. An attempt that counts, or that waits by itself, has its lane wait for it.
    func postpone(_ entry: QueueEntry, _ error: String?, counts: Bool, waits: Bool = false) throws {
        var entry = entry
        entry.status = .pending
        entry.number = nil
        entry.lastError = error
        if counts { entry.retryCount += 1 }
        entry.notBefore =
            counts || waits
            ? options.backoff.next(after: now, failures: max(1, entry.retryCount), random: random) : nil
        try write(entry)
    }

    private func handOver(_ entry: QueueEntry, _ receipt: PushReceipt, _ answer: PushAnswer) throws {
        try remove(entry)
        guard let id = receipt.conflictID else { return }
        let told =
            answer.conflicts[id]
            ?? [
                "conflict_id": .string(id.description), "entity_type": .string(entry.entityType.rawValue),
                "entity_id": .string(entry.entityID.description), "client_data": .object(entry.data.object),
                "server_data": .null,
            ]
        try keep(StoredConflict(id, entry.entityType, entry.entityID, entry.tripID, told: told, at: now))
    }

    /// Whether a receipt is of another change than the one with its number: this database is an older copy of one that
    /// went on elsewhere.
    private func hasForeignReceipt(_ answer: PushAnswer, _ batch: [QueueEntry]) -> Bool {
        batch.contains { entry in
            guard let number = entry.number, let receipt = answer.receipts[number], let id = receipt.entityID else {
                return false
            }
            return id != entry.entityID
        }
    }

    /// Goes on as a new device, whose numbers are its own.
    private mutating func renewClientID() throws {
        state.clientID = newID().description
        state.nextNumber = 1
        for var entry in try sent() {
            entry.status = .pending
            entry.number = nil
            try write(entry)
        }
    }
}
