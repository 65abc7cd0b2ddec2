/// A rule of the POSIX `TZ` form, with the extensions of RFC 9636, section 3.3.1: `CET-1CEST,M3.5.0,M10.5.0/3`. It says
/// what a zone's clocks do for ever after the transitions that its file lists.
struct POSIXZoneRule: Sendable, Equatable {
    /// Daylight saving time, in each year anew.
    struct Daylight: Sendable, Equatable {
        let offset: Int
        let start: POSIXZoneDay
        let end: POSIXZoneDay
    }

    /// Seconds east of UTC in standard time.
    let standard: Int
    let daylight: Daylight?

    /// `nil` for bytes that are no such rule, and for daylight saving time without days.
    init?(_ bytes: some Collection<UInt8>) {
        guard let parsed = Array(bytes).withUnsafeBufferPointer({ Self.parse(ASCIIReader($0)) }) else { return nil }
        self = parsed
    }

    private init(standard: Int, daylight: Daylight?) {
        self.standard = standard
        self.daylight = daylight
    }

    private static func parse(_ start: ASCIIReader) -> POSIXZoneRule? {
        var reader = start
        guard skipName(&reader), let west = POSIXZoneDay.parseTime(&reader, hoursMax: 24) else { return nil }
        if reader.isAtEnd { return POSIXZoneRule(standard: -west, daylight: nil) }
        guard skipName(&reader) else { return nil }
        var offset = -west + 3600
        if reader.peek != UInt8(ascii: ",") {
            guard let daylightWest = POSIXZoneDay.parseTime(&reader, hoursMax: 24) else { return nil }
            offset = -daylightWest
        }
        guard reader.take(UInt8(ascii: ",")), let start = POSIXZoneDay(&reader), reader.take(UInt8(ascii: ",")),
            let end = POSIXZoneDay(&reader), reader.isAtEnd
        else { return nil }
        return POSIXZoneRule(standard: -west, daylight: Daylight(offset: offset, start: start, end: end))
    }

    /// Takes three letters or more, or `<` letters, digits and signs `>`.
    private static func skipName(_ reader: inout ASCIIReader) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
        func isQuotable(_ byte: UInt8) -> Bool {
            isLetter(byte) || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        }
        let isQuoted = reader.take(UInt8(ascii: "<"))
        var count = 0
        while reader.take(where: isQuoted ? isQuotable : isLetter) != nil { count += 1 }
        return count >= 3 && (!isQuoted || reader.take(UInt8(ascii: ">")))
    }

    /// Seconds east of UTC at a time in seconds since 1970.
    func offset(at time: Int) -> Int {
        guard let daylight else { return standard }
        let year = year(of: time)
        return changes(in: year - 1...year + 1, daylight).last { $0.time <= time }?.offset ?? standard
    }

    /// The changes of offset in a span of a few days.
    func changes(after start: Int, through end: Int) -> [(time: Int, offset: Int)] {
        guard let daylight, start < end else { return [] }
        let years = year(of: start) - 1...year(of: end) + 1
        return changes(in: years, daylight).filter { $0.time > start && $0.time <= end }
    }

    private func year(of time: Int) -> Int {
        Calendar.date(days: Calendar.floorDivide(time, Calendar.secondsPerDay)).year
    }

    /// In the order in which they come. Where a year's end of daylight saving time meets the next one's start, the start
    /// comes last: so rules say that it holds all year. Where both meet within a year, the end does.
    private func changes(in years: ClosedRange<Int>, _ daylight: Daylight) -> [(time: Int, offset: Int)] {
        var result: [(time: Int, offset: Int)] = []
        for year in years {
            let start = (time: daylight.start.seconds(in: year) - standard, offset: daylight.offset)
            let end = (time: daylight.end.seconds(in: year) - daylight.offset, offset: standard)
            for change in start.time <= end.time ? [start, end] : [end, start] {
                // Almost always this adds at the end; rules may push a time into a neighbouring year.
                let place = result.lastIndex { $0.time <= change.time }.map { $0 + 1 } ?? 0
                result.insert(change, at: place)
            }
        }
        return result
    }
}
