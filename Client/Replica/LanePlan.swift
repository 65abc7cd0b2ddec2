import CaravanProtocol

/// Which edits may be sent now: each lane up to its first edit that has to wait.
struct LanePlan {
    var ready: [QueueEntry] = []
    /// When the first waiting lane goes on.
    var soonest: Instant?
    private var blocked: Set<UUIDBits>
    private var bytes = 0

    init(blocked: Set<UUIDBits>) {
        self.blocked = blocked
    }

    /// Takes the next edit in order; false when the batch is full.
    mutating func take(_ entry: QueueEntry, now: Instant, countMax: Int, bytesMax: Int, waitMax: Int64) -> Bool {
        guard ready.count < countMax else { return false }
        guard !blocked.contains(entry.tripID) else { return true }
        // A wait that is longer than any that is given comes from a clock that has been set back.
        if let until = entry.notBefore, until > now, until.microseconds - now.microseconds <= waitMax {
            blocked.insert(entry.tripID)
            soonest = min(soonest ?? until, until)
            return true
        }
        let size = entry.data.text.utf8.count
        guard ready.isEmpty || bytes + size <= bytesMax else { return false }
        bytes += size
        ready.append(entry)
        return true
    }
}
