import CaravanCore
import CaravanProtocol

/// Each change that was answered as done stands in the log at its revision, with what it named.
struct AcknowledgedWritesAreKept: Invariant {
    static let name = "AcknowledgedWritesAreKept"

    private var checked = 0

    mutating func read(_ book: LogBook, _ ledger: Ledger) throws {
        for write in ledger.writes[checked...] { try check(write, book) }
        checked = ledger.writes.count
    }

    func rest(_ rest: Rest) throws {
        for write in rest.ledger.writes { try check(write, rest.book) }
    }

    private func check(_ write: KnownWrite, _ book: LogBook) throws {
        let revision = write.place.revision
        if let head = book.heads[write.place.trip], revision <= head.trimmed { return }
        guard let entry = book.entry(write.place) else {
            throw fail("\(write.action) of \(write.kind) \(write.entity) at \(revision) is not in the log")
        }
        guard entry.entity == write.entity else {
            throw fail("revision \(revision) of \(write.place.trip) is of \(entry.entity), not of \(write.entity)")
        }
        guard write.isWhole, write.action != "delete", entry.action != "delete" else { return }
        for (name, value) in write.fields.members where !EntityKind.serversOwn.contains(name) {
            // An input may be written in several ways; texts of ours in one.
            guard !MarkerMint.markers(in: value).isEmpty || name == "cost" else { continue }
            // The words of a deleted message are nowhere any more.
            if write.kind == .message, entry.data[name] == "" { continue }
            if entry.data[name] != value {
                throw fail(
                    "\(write.kind) \(write.entity) has \(name) \(entry.data[name]?.text ?? "-") at \(revision), not \(value.text)"
                )
            }
        }
    }
}
