import CaravanCore
import CaravanProtocol

extension Ledger {
    /// Takes an edit into the queue. Gives the entry that carries it now; `nil` when nothing is left to send.
    mutating func take(_ edit: LocalEdit) throws -> QueueEntry? {
        let data = EncodedJSON(edit.action == .delete ? [:] : edit.data)
        guard EntityKind.edited.contains(edit.kind) else { throw ReplicaFault.notEditable(edit.kind) }
        guard data.text.utf8.count <= options.dataBytesMax else {
            throw ReplicaFault.tooLarge(bytesMax: options.dataBytesMax)
        }
        let served = try table.served(edit.kind, edit.id)
        let edits = try edits(of: edit.kind, edit.id)
        let seen = Overlay.entity(edit.kind, served, edits)
        let trip = try lane(of: edit, served, edits, isSeen: seen != nil)

        let waiting = edits.last
        let folding = Folding.of(
            edit, into: waiting, seenRevision: served?.revision,
            needsLater: try waiting.map { try needsLater(edit, than: $0) } ?? false)
        switch (folding, waiting) {
        case (.merge(let merged), var waiting?):
            waiting.data = EncodedJSON(merged)
            waiting.clientTimestamp = now
            try write(waiting)
            return waiting
        case (.cancel, let waiting?):
            try remove(waiting)
            return try cancelDependents(of: waiting)
        case (.replace(let kept), let waiting?):
            try remove(waiting)
            return try append(edit, EncodedJSON(kept), trip, served)
        default:
            return try append(edit, data, trip, served)
        }
    }

    private mutating func append(
        _ edit: LocalEdit, _ data: EncodedJSON, _ trip: UUIDBits, _ served: ServedEntity?
    ) throws -> QueueEntry {
        guard try table.count(Query<QueueEntry>()) < options.queueMax else { throw ReplicaFault.queueIsFull }
        var entry = QueueEntry()
        entry.id = ID(newID())
        entry.position = state.nextPosition
        entry.entityType = edit.kind
        entry.entityID = edit.id
        entry.tripID = trip
        entry.action = edit.action
        entry.data = data
        entry.clientTimestamp = now
        if edit.action != .create {
            entry.baseRevision = served?.revision
            entry.base = served?.snapshot
        }
        state.nextPosition += 1
        try table.insert(entry)
        return entry
    }

    /// The trip in which the edit stands.
    private func lane(
        of edit: LocalEdit, _ served: ServedEntity?, _ edits: [QueueEntry], isSeen: Bool
    ) throws -> UUIDBits {
        guard edit.action == .create else {
            guard isSeen, let trip = served?.tripID ?? edits.last?.tripID else {
                throw ReplicaFault.unknownEntity(edit.kind, edit.id)
            }
            if edit.kind != .trip {
                guard try see(.trip, trip) != nil else { throw ReplicaFault.unknownEntity(.trip, trip) }
            }
            // What is new for it must be there too: a move to another destination.
            if edit.kind == .activity, let destination = edit.data.id("destination_id") {
                guard try see(.destination, destination)?.trip == trip else {
                    throw ReplicaFault.missingParent("destination_id")
                }
            }
            return trip
        }
        guard served == nil, edits.isEmpty else { throw ReplicaFault.alreadyExists(edit.kind, edit.id) }
        if edit.kind == .trip { return edit.id }
        let name = edit.kind == .activity ? "destination_id" : "trip_id"
        let kind = edit.kind == .activity ? EntityKind.destination : .trip
        guard let parent = edit.data.id(name), let seen = try see(kind, parent) else {
            throw ReplicaFault.missingParent(name)
        }
        return seen.trip
    }

    /// The trip of an entity that the user sees.
    private func see(_ kind: EntityKind, _ id: UUIDBits) throws -> (trip: UUIDBits, json: JSONObject)? {
        let served = try table.served(kind, id)
        let edits = try edits(of: kind, id)
        guard let json = Overlay.entity(kind, served, edits), let trip = served?.tripID ?? edits.last?.tripID else {
            return nil
        }
        return (trip, json)
    }

    /// Whether the edit refers to something that is made only after the waiting one is sent.
    private func needsLater(_ edit: LocalEdit, than waiting: QueueEntry) throws -> Bool {
        for reference in edit.data.references {
            let creates = try table.select(
                Query<QueueEntry>(.equals(\.entityID, reference), .equals(\.action, .create)))
            if creates.contains(where: { $0.position > waiting.position }) { return true }
        }
        return false
    }

    /// An entity that never left this device is gone, and with it what hangs on it. What the server has and was moved
    /// there goes as it would have gone with it.
    private mutating func cancelDependents(of created: QueueEntry) throws -> QueueEntry? {
        var gone: Set<UUIDBits> = [created.entityID]
        for entry in try waiting(in: created.tripID) where entry.position > created.position {
            let refers = !entry.data.object.references.isDisjoint(with: gone)
            guard gone.contains(entry.entityID) || refers || created.entityType == .trip else { continue }
            try remove(entry)
            if entry.action == .create {
                gone.insert(entry.entityID)
            } else if entry.entityType == .activity, let served = try table.served(.activity, entry.entityID) {
                _ = try append(
                    LocalEdit(.delete, .activity, entry.entityID), entry.data, entry.tripID, served)
            }
        }
        return nil
    }
}
