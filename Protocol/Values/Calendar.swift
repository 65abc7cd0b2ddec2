/// The proleptic Gregorian calendar, as RFC 3339 uses it. Days count from 1970-01-01.
///
/// The conversions count years from March, so that the leap day is a year's last and months follow a line (Howard
/// Hinnant, "chrono-Compatible Low-Level Date Algorithms").
enum Calendar {
    static let secondsPerDay: Int = 86_400
    static let microsecondsPerSecond: Int = 1_000_000
    static let microsecondsPerDay: Int = 86_400_000_000
    /// 0001-01-01 to 9999-12-31, the days that have a text of ten characters and are not in year 0000.
    static let writtenDays: ClosedRange<Int> = -719_162...2_932_896

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The number of days of a month 1…12; 0 for no month.
    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// The day of a date that the calendar has; the arguments are not checked.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorDivide(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day.
    static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Takes `YYYY-MM-DD` of a real day, year 0000 included: a time zone may still move it to year 0001.
    static func parseDay(_ reader: inout ASCIIReader) -> Int? {
        guard let year = reader.digits(4), reader.take(UInt8(ascii: "-")), let month = reader.digits(2),
            reader.take(UInt8(ascii: "-")), let day = reader.digits(2),
            1...12 ~= month, day >= 1, day <= length(ofMonth: month, in: year)
        else { return nil }
        return days(year: year, month: month, day: day)
    }

    /// Appends `YYYY-MM-DD`; years outside 0000…9999 get a sign and at least six digits (ISO 8601-1, 5.2.2.3).
    static func append(days: Int, to bytes: inout [UInt8]) {
        let (year, month, day) = date(days: days)
        if 0...9999 ~= year {
            DecimalDigits.append(year, count: 4, to: &bytes)
        } else {
            bytes.append(UInt8(ascii: year < 0 ? "-" : "+"))
            DecimalDigits.append(Int(year.magnitude), count: max(6, String(year.magnitude).count), to: &bytes)
        }
        bytes.append(UInt8(ascii: "-"))
        DecimalDigits.append(month, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        DecimalDigits.append(day, count: 2, to: &bytes)
    }

    /// Division that rounds down. The divisor is positive.
    @inline(__always)
    static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
