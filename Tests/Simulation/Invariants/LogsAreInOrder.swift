import CaravanCore
import CaravanProtocol

/// The revisions of a log have no gaps, and its times never run back.
struct LogsAreInOrder: Invariant {
    static let name = "LogsAreInOrder"

    func read(_ book: LogBook, _ ledger: Ledger) throws {
        for (log, from) in book.fresh {
            guard let entries = book.entries[log], let head = book.heads[log] else { continue }
            for place in entries.indices[from...] {
                let entry = entries[place]
                let before = place > 0 ? entries[place - 1] : nil
                let isTrimmed = entry.revision <= head.trimmed
                if !isTrimmed, entry.revision != max(before?.revision ?? 0, head.trimmed) + 1 {
                    throw fail("\(log) goes from \(before?.revision ?? 0) to \(entry.revision)")
                }
                if let before, entry.at < before.at {
                    throw fail("\(log) goes back from \(before.at) to \(entry.at) at \(entry.revision)")
                }
            }
            // Of a log that is trimmed to its end the last entry may be gone too.
            if head.trimmed < head.head, entries.last?.revision != head.head {
                throw fail("\(log) ends at \(entries.last?.revision ?? 0), its head says \(head.head)")
            }
        }
    }
}
