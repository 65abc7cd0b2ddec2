import CaravanProtocol

/// The same number has the same receipt, for ever, and its effect is there once.
struct OneReceiptPerChange: Invariant {
    static let name = "OneReceiptPerChange"

    /// Where each text came to be in a log.
    private var written: [MarkerMint.Marker: KnownWrite.Place] = [:]

    func see(_ performed: Performed, _ ledger: Ledger) throws {
        guard let clientID = performed.envelope.params["client_id"]?.string else { return }
        for (change, receipt) in performed.receipts {
            guard let number = change["number"]?.int else { continue }
            let key = ReceiptKey(person: performed.envelope.person, clientID: clientID, number: number)
            if let first = ledger.receipts[key], first != receipt {
                throw fail("number \(number) of \(clientID) had \(first.text) and now has \(receipt.text)")
            }
        }
    }

    mutating func read(_ book: LogBook, _ ledger: Ledger) throws {
        for (log, from) in book.fresh {
            guard let entries = book.entries[log] else { continue }
            for entry in entries[from...] { try read(entry, log, book, ledger) }
        }
    }

    private mutating func read(_ entry: LogEntry, _ log: UUIDBits, _ book: LogBook, _ ledger: Ledger) throws {
        guard entry.kind != nil, entry.action != "delete" else { return }
        let before = book.entry(of: entry.entity, before: entry.revision, in: log)
        if before?.action == "delete" { return }
        for (name, value) in entry.data.members where value != before?.data[name] {
            for marker in MarkerMint.markers(in: value) {
                let place = KnownWrite.Place(trip: log, revision: entry.revision)
                guard let first = written[marker] else {
                    written[marker] = place
                    continue
                }
                // A plain call does it again when it comes again, and a conflict's side may be taken later.
                let isPushed = ledger.write(at: first)?.push != nil
                let isDecided = ledger.conflicts.contains { conflict in
                    conflict.entity == entry.entity && conflict.fields[name] == value
                }
                if isPushed, !isDecided {
                    throw fail("\(marker.text) was written at \(first.revision) and at \(entry.revision) of \(log)")
                }
            }
        }
    }
}
