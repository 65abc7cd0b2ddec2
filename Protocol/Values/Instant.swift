/// A point in time, in microseconds, as POSIX counts it: leap seconds do not exist.
public struct Instant: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z; negative before.
    public let microseconds: Int64

    /// A point in time from its microseconds since 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Reads a `date-time` of RFC 3339, section 5.6: `T` or `t`, a fraction of any length cut to microseconds, `Z`, `z`
    /// or an offset `±hh:mm`.
    ///
    /// A leap second is read as the last microsecond before it. As section 5.7 has it, it is one only at 23:59:60 UTC.
    /// `nil` for anything else, for days that the calendar does not have, and for what is not in the years 0001 to 9999
    /// of UTC.
    public init?(parsing text: String) {
        let read = withUTF8Bytes(of: text) { Self.parse(ASCIIReader($0)) }
        guard let read else { return nil }
        microseconds = Int64(read)
    }

    private static func parse(_ start: ASCIIReader) -> Int? {
        var reader = start
        guard let day = Calendar.parseDay(&reader), reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t")),
            let time = TimeOfDay(&reader, areSecondsOptional: false), let offset = parseOffset(&reader), reader.isAtEnd
        else { return nil }
        let result =
            day * Calendar.microsecondsPerDay + time.microseconds - offset * Calendar.microsecondsPerSecond
        let resultDay = Calendar.floorDivide(result, Calendar.microsecondsPerDay)
        guard Calendar.writtenDays.contains(resultDay) else { return nil }
        if time.isLeapSecond {
            guard result == (resultDay + 1) * Calendar.microsecondsPerDay - 1 else { return nil }
        }
        return result
    }

    /// Takes `Z`, `z` or `±hh:mm`; the seconds east of UTC.
    private static func parseOffset(_ reader: inout ASCIIReader) -> Int? {
        if reader.take(UInt8(ascii: "Z")) || reader.take(UInt8(ascii: "z")) { return 0 }
        let isWest = reader.take(UInt8(ascii: "-"))
        guard isWest || reader.take(UInt8(ascii: "+")), let hours = reader.digits(2), hours < 24,
            reader.take(UInt8(ascii: ":")), let minutes = reader.digits(2), minutes < 60
        else { return nil }
        let seconds = (hours * 60 + minutes) * 60
        return isWest ? -seconds : seconds
    }

    /// The point in time so many seconds later (earlier when negative), held within what an `Int64` of microseconds
    /// can say.
    public func adding(seconds: Int64) -> Instant {
        let (product, isTooMuch) = seconds.multipliedReportingOverflow(by: Int64(Calendar.microsecondsPerSecond))
        let (sum, overflows) = microseconds.addingReportingOverflow(product)
        guard isTooMuch || overflows else { return Instant(microseconds: sum) }
        return Instant(microseconds: seconds < 0 ? .min : .max)
    }

    /// Whether RFC 3339 can say it: in UTC it is in the years 0001 to 9999.
    public var isWritable: Bool {
        Calendar.writtenDays.contains(Calendar.floorDivide(Int(microseconds), Calendar.microsecondsPerDay))
    }

    /// Whole seconds since 1970, rounded down.
    var seconds: Int {
        Calendar.floorDivide(Int(microseconds), Calendar.microsecondsPerSecond)
    }
}

extension Instant: Comparable {
    /// Earlier is less.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Instant: CustomStringConvertible {
    /// Appends the ASCII of RFC 3339 in UTC: `2031-05-01T10:00:00Z`, with `.ffffff` before the `Z` unless it is zero.
    public func write(to bytes: inout [UInt8]) {
        let days = Calendar.floorDivide(Int(microseconds), Calendar.microsecondsPerDay)
        Calendar.append(days: days, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        // Not by subtracting the day's start, which the earliest day's is too far away for.
        let rest = Int(microseconds) % Calendar.microsecondsPerDay
        TimeOfDay.append(microsecondsOfDay: rest < 0 ? rest + Calendar.microsecondsPerDay : rest, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// What ``write(to:)`` writes.
    public var description: String {
        text(capacity: 27, write)
    }
}
