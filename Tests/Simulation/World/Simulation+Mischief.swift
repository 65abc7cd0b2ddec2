import CaravanCore
import CaravanProtocol
import CaravanSQLite

extension Simulation {
    func mischief() throws {
        plan(.mischief, inSeconds: 5...40)
        switch dice.below(20) {
        case 0...2: kill(dice.below(servers.count))
        case 3...5:
            let server = dice.below(servers.count)
            let seconds = dice.skew(greatestSeconds: hasGoodClocks ? Self.goodOffsetSeconds : 600)
            servers[server].clock.set(offsetSeconds: seconds)
            note("the clock of \(servers[server].name) is set to \(seconds) s off")
        case 6...9:
            guard var push = dice.pick(oldPushes) else { return }
            push.device = nil
            note("request \(push.number) comes again")
            transmit(push)
        case 10...13: try backUp()
        case 14: if report.restores < 2, let backup = dice.pick(backups) { try restore(backup) }
        case 15...16: try trim()
        default: break
        }
    }

    /// Removes the beginning of a log, as the server does with what is older than it is kept: here minutes are old.
    private func trim() throws {
        try examine()
        guard let trip = dice.pick(ledger.trips), let head = book.heads[trip.id], head.trimmed < head.head else {
            return
        }
        let end = dice.within(head.trimmed + 1...head.head)
        try storage.writeNow { tx in
            var head = head
            head.trimmed = end
            try tx.update(head, LogHead.fields.mask(\.trimmed))
            try tx.delete(
                where: Query<Change>(
                    .equals(\.scopeID, head.scopeID), .atMost(\.revision, end),
                    .oneOf(\.action, [.update, .delete])))
        }
        note("the log of \(trip.id) is trimmed to \(end)")
    }

    private func backUp() throws {
        try examine()
        backups.append(Backup(image: try storage.image(), ledger: ledger))
        note("backup \(backups.count)")
    }

    /// As `caravan restore`: the rows as they were, and another epoch.
    private func restore(_ backup: Backup) throws {
        try examine()
        for number in servers.indices { kill(number) }
        try replaceStorage(backup.image)
        report.restores += 1
        var info = DatabaseInfo()
        info.epoch = "restored\(report.restores)"
        try storage.writeNow { try $0.update(info, DatabaseInfo.fields.mask(\.epoch)) }
        ledger = backup.ledger
        book = LogBook()
        invariants = Invariants.all()
        note("restored, as of \(ledger.writes.count) writes")
    }

    /// The database is another one. No server runs.
    func replaceStorage(_ image: [UInt8]) throws {
        storage.close()
        storage = try Self.storage(image)
    }
}
