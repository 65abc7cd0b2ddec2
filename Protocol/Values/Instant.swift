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
        let (year, month, day) = Calendar.date(days: days)
        guard 0...9999 ~= year else { return write(days: days, to: &bytes) }
        let time = Int(microseconds) - days * Calendar.microsecondsPerDay
        let (seconds, fraction) = time.quotientAndRemainder(dividingBy: Calendar.microsecondsPerSecond)
        // In one go: a page of anything has many of them.
        withUnsafeTemporaryAllocation(byteCount: 28, alignment: 8) { buffer in
            func put(_ number: Int, at place: Int, before mark: UInt8) {
                buffer[place] = UInt8(truncatingIfNeeded: 0x30 + number / 10)
                buffer[place + 1] = UInt8(truncatingIfNeeded: 0x30 + number % 10)
                buffer[place + 2] = mark
            }
            put(year / 100, at: 0, before: 0)
            put(year % 100, at: 2, before: UInt8(ascii: "-"))
            put(month, at: 5, before: UInt8(ascii: "-"))
            put(day, at: 8, before: UInt8(ascii: "T"))
            put(seconds / 3600, at: 11, before: UInt8(ascii: ":"))
            put(seconds / 60 % 60, at: 14, before: UInt8(ascii: ":"))
            put(seconds % 60, at: 17, before: fraction == 0 ? UInt8(ascii: "Z") : UInt8(ascii: "."))
            if fraction != 0 {
                put(fraction / 10_000, at: 20, before: 0)
                put(fraction / 100 % 100, at: 22, before: 0)
                put(fraction % 100, at: 24, before: UInt8(ascii: "Z"))
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<(fraction == 0 ? 20 : 27)]))
        }
    }

    /// So too for years of more or fewer digits than four.
    private func write(days: Int, to bytes: inout [UInt8]) {
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
