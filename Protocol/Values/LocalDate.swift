/// A day of the Gregorian calendar, without a time zone.
public struct LocalDate: Hashable, Sendable {
    /// Days since 1970-01-01; negative before.
    public let days: Int32

    /// A day from its distance to 1970-01-01.
    public init(days: Int32) {
        self.days = days
    }

    /// A day from its parts; `nil` unless the calendar has it and the year is within 1…9999.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Calendar.length(ofMonth: month, in: year) else {
            return nil
        }
        days = Int32(Calendar.days(year: year, month: month, day: day))
    }

    /// Reads the `full-date` of RFC 3339, section 5.6: exactly `YYYY-MM-DD`, a real day of the years 0001 to 9999.
    public init?(parsing text: String) {
        let read = withUTF8Bytes(of: text) { bytes -> Int? in
            var reader = ASCIIReader(bytes)
            guard let day = Calendar.parseDay(&reader), reader.isAtEnd else { return nil }
            return day
        }
        guard let read, Calendar.writtenDays.contains(read) else { return nil }
        days = Int32(read)
    }

    /// The year of the calendar; 0 is the one before 1.
    public var year: Int { Calendar.date(days: Int(days)).year }

    /// The month, 1…12.
    public var month: Int { Calendar.date(days: Int(days)).month }

    /// The day of the month, 1…31.
    public var day: Int { Calendar.date(days: Int(days)).day }
}

extension LocalDate: Comparable {
    /// Earlier is less.
    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.days < right.days
    }
}

extension LocalDate: CustomStringConvertible {
    /// Appends the ASCII of `YYYY-MM-DD`.
    public func write(to bytes: inout [UInt8]) {
        Calendar.append(days: Int(days), to: &bytes)
    }

    /// What ``write(to:)`` writes.
    public var description: String {
        text(capacity: 10, write)
    }
}
