/// One time zone's data: the transitions of a TZif file (RFC 9636, versions 1 to 4) and the rule for the time after them.
public struct TZif: Sendable {
    /// When the offset changes, in seconds since 1970, strictly ascending.
    private let times: [Int]
    /// The seconds east of UTC from each of the times on.
    private let offsets: [Int]
    /// The seconds east of UTC before the first of them.
    private let first: Int
    /// What holds from the last transition on, if the file says so.
    private let rule: POSIXZoneRule?

    /// UTC, for which no file is needed.
    public static let utc = TZif(times: [], offsets: [], first: 0, rule: nil)

    private init(times: [Int], offsets: [Int], first: Int, rule: POSIXZoneRule?) {
        self.times = times
        self.offsets = offsets
        self.first = first
        self.rule = rule
    }

    /// Reads a whole file. Nothing in it is trusted: every count is held against the length of the bytes.
    public init(_ bytes: [UInt8]) throws(TZifError) {
        let old = try TZifHeader(bytes, at: 0)
        guard old.version != 0 else {
            let block = try TZifBlock(bytes, at: TZifHeader.length, header: old, timeSize: 4)
            self.init(times: block.times, offsets: block.offsets, first: block.first, rule: nil)
            return
        }
        // The first block is for readers of version 1; what counts comes after it.
        let start = TZifHeader.length + old.blockLength(timeSize: 4)
        let header = try TZifHeader(bytes, at: start)
        let block = try TZifBlock(bytes, at: start + TZifHeader.length, header: header, timeSize: 8)
        self.init(
            times: block.times, offsets: block.offsets, first: block.first,
            rule: try Self.footer(bytes[block.end...]))
    }

    /// A newline, the rule or nothing, a newline (RFC 9636, section 3.3).
    private static func footer(_ bytes: ArraySlice<UInt8>) throws(TZifError) -> POSIXZoneRule? {
        guard bytes.first == 0x0A else { throw .footer }
        let rest = bytes.dropFirst()
        guard let end = rest.firstIndex(of: 0x0A) else { throw .footer }
        guard end > rest.startIndex else { return nil }
        guard let rule = POSIXZoneRule(rest[..<end]) else { throw .footer }
        return rule
    }

    /// How far clocks are ahead of UTC, in seconds, negative in the west.
    public func secondsFromUTC(at instant: Instant) -> Int {
        offset(at: instant.seconds)
    }

    /// The point in time at which clocks show this: the first one when there are two, and with the offset before the gap
    /// when there is none (RFC 5545, section 3.3.5).
    public func instant(of local: LocalDateTime) -> Instant {
        let shown = local.seconds
        // Offsets are less than 26 hours, so only transitions this near can matter.
        let reach = 26 * 3600
        let start = shown - reach
        var current = offset(at: start)
        for change in changes(after: start, through: shown + reach) {
            // By the clocks before this change it is earlier than the change: found.
            if shown - current < change.time { break }
            // By the clocks after the change it would be earlier than the change too: they skipped it.
            if shown - change.offset < change.time { break }
            current = change.offset
        }
        let fraction = Int(local.microsecondsOfDay) % Calendar.microsecondsPerSecond
        return Instant(microseconds: Int64((shown - current) * Calendar.microsecondsPerSecond + fraction))
    }

    private func offset(at time: Int) -> Int {
        let count = countOfTimes(through: time)
        if count == times.count, let rule { return rule.offset(at: time) }
        return count == 0 ? first : offsets[count - 1]
    }

    /// How many transitions are not later than this.
    private func countOfTimes(through time: Int) -> Int {
        var low = 0
        var high = times.count
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The changes of offset in a span of a few days.
    private func changes(after start: Int, through end: Int) -> [(time: Int, offset: Int)] {
        var result: [(time: Int, offset: Int)] = []
        var index = countOfTimes(through: start)
        while index < times.count, times[index] <= end {
            result.append((times[index], offsets[index]))
            index += 1
        }
        guard index == times.count, let rule else { return result }
        let from = max(start, times.last ?? start)
        return result + rule.changes(after: from, through: end)
    }
}
