import CaravanCore
import CaravanProtocol

/// The logs, read from the database itself as they grow.
struct LogBook {
    private(set) var entries: [UUIDBits: [LogEntry]] = [:]
    /// What was read last, in the order of the logs' ids.
    private(set) var fresh: [(log: UUIDBits, from: Int)] = []
    /// The history that they belong to.
    var epoch = ""
    /// What each head says.
    private(set) var heads: [UUIDBits: LogHead] = [:]
    /// Up to where a log had been trimmed when it was first read: what it had before is not known.
    private var unknownUpTo: [UUIDBits: Int64] = [:]

    /// Whether all that the log had after that revision was read.
    func knows(_ log: UUIDBits, after revision: Int64) -> Bool { revision > unknownUpTo[log] ?? 0 }

    /// The entry of that revision.
    func entry(_ place: KnownWrite.Place) -> LogEntry? {
        guard let log = entries[place.trip] else { return nil }
        let guess = Int(place.revision) - 1
        if log.indices.contains(guess), log[guess].revision == place.revision { return log[guess] }
        return log.first { $0.revision == place.revision }
    }

    /// The entity's entry before that revision.
    func entry(of entity: UUIDBits, before revision: Int64, in trip: UUIDBits) -> LogEntry? {
        entries[trip]?.last { $0.revision < revision && $0.entity == entity }
    }

    /// Reads what is new.
    mutating func refresh(_ storage: any Storage) throws {
        fresh = []
        let before = entries
        let read = try storage.readNow { tx in
            try tx.select(Query<LogHead>().ordered(by: \.scopeID)).map { head in
                let last = before[head.scopeID]?.last?.revision ?? 0
                guard head.head > last else { return (head, [Change]()) }
                let query = Query<Change>(.equals(\.scopeID, head.scopeID), .greater(\.revision, than: last))
                return (head, try tx.select(query.ordered(by: \.revision)))
            }
        }
        for (head, changes) in read {
            if heads[head.scopeID] == nil { unknownUpTo[head.scopeID] = head.trimmed }
            heads[head.scopeID] = head
            guard !changes.isEmpty else { continue }
            fresh.append((head.scopeID, entries[head.scopeID]?.count ?? 0))
            entries[head.scopeID, default: []] += try changes.map(LogEntry.init)
        }
    }
}
