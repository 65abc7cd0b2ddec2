import CaravanProtocol

/// A pushed change with a base does not undo what somebody else did to the same field since then, unless it says that it wants
/// to.
struct ConflictsAreNoticed: Invariant {
    static let name = "ConflictsAreNoticed"

    private var checked = 0

    mutating func read(_ book: LogBook, _ ledger: Ledger) throws {
        for write in ledger.writes[checked...] { try check(write, book) }
        checked = ledger.writes.count
    }

    private func check(_ write: KnownWrite, _ book: LogBook) throws {
        guard let push = write.push, push.policy != "client_wins", write.action == "update",
            let base = push.baseRevision, push.baseEpoch == book.epoch,
            let log = book.entries[write.place.trip], let entry = book.entry(write.place)
        else { return }
        let history = log.filter { $0.entity == write.entity && $0.revision < write.place.revision }
        guard let atBase = history.last(where: { $0.revision <= base }), let before = history.last,
            book.knows(write.place.trip, after: atBase.revision), history.allSatisfy({ $0.action != "delete" })
        else { return }
        for (name, value) in write.fields.members where !MarkerMint.markers(in: value).isEmpty {
            guard entry.data[name] == value, atBase.data[name] != before.data[name], before.data[name] != value,
                let overwritten = lastChange(of: name, in: history),
                overwritten.revision > base, overwritten.clientID != push.clientID
            else { continue }
            throw fail(
                "\(push.clientID) set \(name) of \(write.kind) \(write.entity) on base \(base) at \(entry.revision) over \(before.data[name]?.text ?? "-") of \(overwritten.revision)"
            )
        }
    }

    private func lastChange(of name: String, in history: [LogEntry]) -> LogEntry? {
        for place in history.indices.dropFirst().reversed()
        where history[place].data[name] != history[place - 1].data[name] { return history[place] }
        return nil
    }
}
