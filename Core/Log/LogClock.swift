import CaravanProtocol

/// Finds a place in a log by the time: times of a log never run back.
struct LogClock {
    let context: Context

    /// The last revision at or before that time; 0 if there is none. Of a trimmed log, whose entries are partly gone, it
    /// may be any revision with the same entries up to it, never a later one.
    func position(at time: Instant, in head: LogHead) throws -> Int64 {
        if let last = head.lastAt, last <= time { return head.head }
        var (low, high) = (Int64(0), head.head + 1)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            let query = Query<Change>(
                .equals(\.scopeID, head.scopeID), .atLeast(\.revision, middle), .less(\.revision, than: high))
            guard let entry = try context.store.first(query.ordered(by: \.revision)), entry.at <= time else {
                high = middle
                continue
            }
            low = entry.revision
        }
        return low
    }
}
