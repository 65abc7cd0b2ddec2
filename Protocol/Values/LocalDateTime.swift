/// A day and a time of day as clocks on a wall show them, without a time zone.
public struct LocalDateTime: Hashable, Sendable {
    /// The day.
    public let date: LocalDate
    /// Since midnight, 0 ..< 86 400 000 000.
    public let microsecondsOfDay: Int64

    /// A time from its parts; `nil` unless the time is one of a day of 24 hours.
    public init?(date: LocalDate, microsecondsOfDay: Int64) {
        guard microsecondsOfDay >= 0, microsecondsOfDay < Int64(Calendar.microsecondsPerDay) else { return nil }
        self.date = date
        self.microsecondsOfDay = microsecondsOfDay
    }

    /// Reads a `date-time` of RFC 3339, section 5.6, without its offset, `T` or `t` between the parts. Seconds may be left
    /// out (`2031-05-01T10:00`), a fraction is cut to microseconds.
    ///
    /// A leap second is read as the last microsecond before it. It can only be where 23:59:60 UTC may fall in some zone,
    /// whose offsets are quarters of an hour: in minutes 14, 29, 44 and 59. The years are 0001 to 9999.
    public init?(parsing text: String) {
        let read = withUTF8Bytes(of: text) { Self.parse(ASCIIReader($0)) }
        guard let read, Calendar.writtenDays.contains(read.day) else { return nil }
        self.init(date: LocalDate(days: Int32(read.day)), microsecondsOfDay: Int64(read.time))
    }

    private static func parse(_ start: ASCIIReader) -> (day: Int, time: Int)? {
        var reader = start
        guard let day = Calendar.parseDay(&reader), reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t")),
            let time = TimeOfDay(&reader, areSecondsOptional: true), reader.isAtEnd
        else { return nil }
        let quarter = 15 * 60 * Calendar.microsecondsPerSecond
        guard !time.isLeapSecond || time.microseconds % quarter == quarter - 1 else { return nil }
        return (day, time.microseconds)
    }

    /// Whole seconds since 1970-01-01T00:00 on the same clock.
    var seconds: Int {
        Int(date.days) * Calendar.secondsPerDay + Int(microsecondsOfDay) / Calendar.microsecondsPerSecond
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// `2031-05-01T10:00:00`, with `.ffffff` unless it is zero.
    public var description: String {
        text(capacity: 26) { bytes in
            date.write(to: &bytes)
            bytes.append(UInt8(ascii: "T"))
            TimeOfDay.append(microsecondsOfDay: Int(microsecondsOfDay), to: &bytes)
        }
    }
}
