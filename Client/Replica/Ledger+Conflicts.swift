import CaravanProtocol

extension Ledger {
    /// Learns how this device's numbers stand, and which conflicts of the user's are open, whichever device met them.
    mutating func take(_ status: StatusAnswer) throws {
        // The database has been put back to an older state: what it numbers from here on is new to the server.
        if let highest = status.highestNumbers[state.clientID] {
            // Past the last number there is none: the next one's receipt tells.
            state.nextNumber = max(state.nextNumber, highest &+ 1)
        }
        for conflict in status.conflicts { try keep(conflict.stored(at: now)) }
        // Those that are told no more have been decided elsewhere, or are of trips that were left.
        guard status.areConflictsWhole else { return }
        let open = Set(status.conflicts.map(\.id))
        for known in try table.select(Query<StoredConflict>(.isNull(\.resolution))) where !open.contains(known.id.bits)
        {
            try table.delete(StoredConflict.self, key: [.id(known.id.bits)])
        }
    }

    /// Keeps a conflict that is not known yet.
    func keep(_ conflict: StoredConflict) throws {
        guard try table.find(conflict.id) == nil else { return }
        try table.insert(conflict)
        // The server keeps those that are too many here.
        guard try table.count(Query<StoredConflict>()) > options.conflictsMax else { return }
        if let oldest = try table.first(Query<StoredConflict>().ordered(by: \.metAt, \.id)) {
            try table.delete(StoredConflict.self, key: [.id(oldest.id.bits)])
        }
    }
}
