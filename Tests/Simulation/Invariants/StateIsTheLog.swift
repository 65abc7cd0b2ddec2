import CaravanProtocol

/// What is served is what the last entry of the log says: no write is there without its entry, and none of an entry is lost.
struct StateIsTheLog: Invariant {
    static let name = "StateIsTheLog"

    func rest(_ rest: Rest) throws {
        for (person, served) in rest.served.enumerated() {
            for trip in served.ids(.trip) {
                guard rest.ledger.access(of: person, to: trip)?.role == "owner" else { continue }
                try compare(served, trip, rest.book)
            }
        }
    }

    private func compare(_ served: ReplicaContent, _ trip: UUIDBits, _ book: LogBook) throws {
        var last: [UUIDBits: LogEntry] = [:]
        for entry in book.entries[trip] ?? [] where entry.kind != nil { last[entry.entity] = entry }
        for kind in EntityKind.allCases {
            for id in served.ids(kind) where served.home(kind, id) == trip {
                guard book.knows(trip, after: served[kind, id]?["revision"]?.int ?? 0) else { continue }
                guard let entity = served[kind, id], let entry = last[id], entry.action != "delete" else {
                    throw fail("\(kind) \(id) is served, and the log does not have it")
                }
                for name in kind.content where (entity[name] ?? .null) != (entry.data[name] ?? .null) {
                    throw fail(
                        "\(kind) \(id) is served with \(name) \(entity[name]?.text ?? "-"), the log has \(entry.data[name]?.text ?? "-")"
                    )
                }
            }
        }
        for entry in (book.entries[trip] ?? []) where last[entry.entity]?.revision == entry.revision {
            if let kind = entry.kind, entry.action != "delete", book.knows(trip, after: entry.revision),
                !served.has(kind, entry.entity)
            {
                throw fail("\(kind) \(entry.entity) is in the log at \(entry.revision) and is not served")
            }
        }
    }
}
