import CaravanProtocol

/// An entry of a log changes the fields that somebody asked to change, and those that are the server's own.
struct NothingIsOverwrittenUnasked: Invariant {
    static let name = "NothingIsOverwrittenUnasked"

    func read(_ book: LogBook, _ ledger: Ledger) throws {
        for (log, from) in book.fresh {
            guard let entries = book.entries[log] else { continue }
            for entry in entries[from...] where entry.kind != nil && entry.action == "update" {
                guard let before = book.entry(of: entry.entity, before: entry.revision, in: log),
                    before.action != "delete", book.knows(log, after: before.revision)
                else { continue }
                let write = ledger.write(at: KnownWrite.Place(trip: log, revision: entry.revision))
                for (name, value) in entry.data.members
                where before.data[name] != value && !EntityKind.serversOwn.contains(name)
                    && write?.fields[name] == nil
                {
                    throw fail(
                        "\(name) of \(entry.entity) went from \(before.data[name]?.text ?? "-") to \(value.text) at \(entry.revision), which nobody asked for"
                    )
                }
            }
        }
    }
}
