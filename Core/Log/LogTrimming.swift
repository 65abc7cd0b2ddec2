import CaravanProtocol
import Synchronization

/// How far the removal of old log entries has come in its way through the logs.
struct LogTrimming: Sendable {
    /// The log that was looked at last; `nil` before the first.
    var last: UUIDBits?

    /// How many logs one call looks at.
    static let logsMax = 200
    /// How many revisions one transaction removes.
    static let batchMax: Int64 = 500
    /// What is never removed: by their own logs' entries users learn of what they lost, however long they were away.
    static let removable = EventType.allCases.filter { !$0.changesAccess }
}

extension Caravan {
    /// Removes entries of logs that are older than they are kept, but for those that made something: by them a repeated
    /// create is known. Looks at some of the logs, and goes on with the next ones when it is called again; says how
    /// many entries it removed.
    public func trimLogs() async -> Int {
        guard let days = settings.keepChangesDays else { return 0 }
        let bound = services.clock.now().adding(seconds: -Int64(days) * 86_400)
        let last = trimming.withLock { $0.last }
        do {
            let heads = try await storage.read { tx in
                let query = Query<LogHead>().ordered(by: \.scopeID).limited(to: LogTrimming.logsMax)
                return try tx.select(query.starting(after: last.map { [.id($0)] }))
            }
            var removed = 0
            for head in heads { removed += try await trim(head, before: bound) }
            let isEnd = heads.count < LogTrimming.logsMax
            trimming.withLock { $0.last = isEnd ? nil : heads.last?.scopeID }
            return removed
        } catch {
            services.log.note("logs cannot be trimmed", cause: error)
            return 0
        }
    }

    private func trim(_ head: LogHead, before bound: Instant) async throws -> Int {
        guard head.trimmed < head.head else { return 0 }
        let end = try await storage.read { tx -> Int64 in
            let context = self.context(tx)
            // Of most logs the oldest entry that is kept is young enough.
            let query = Query<Change>(.equals(\.scopeID, head.scopeID), .greater(\.revision, than: head.trimmed))
            guard let first = try tx.first(query.ordered(by: \.revision)), first.at < bound else { return head.trimmed }
            return try LogClock(context: context).position(at: bound, in: head)
        }
        var removed = 0
        for start in stride(from: head.trimmed, to: end, by: Int(LogTrimming.batchMax)) {
            let stop = min(end, start + LogTrimming.batchMax)
            removed += try await storage.write { tx in
                guard var head = try tx.lock(LogHead.self, key: [.id(head.scopeID)]), head.trimmed < stop else {
                    return 0
                }
                head.trimmed = stop
                try tx.update(head, LogHead.fields.mask(\.trimmed))
                return try tx.delete(
                    where: Query<Change>(
                        .equals(\.scopeID, head.scopeID), .greater(\.revision, than: start), .atMost(\.revision, stop),
                        .oneOf(\.action, [.update, .delete]), .oneOf(\.type, LogTrimming.removable)))
            }
        }
        return removed
    }
}
