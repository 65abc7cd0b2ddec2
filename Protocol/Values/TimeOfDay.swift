/// The `partial-time` of RFC 3339, section 5.6, as it is read.
struct TimeOfDay {
    /// Since midnight, below 24 hours. A leap second is the last microsecond before it ends its minute.
    let microseconds: Int
    /// Whether the second was 60.
    let isLeapSecond: Bool

    /// Takes `HH:MM:SS` with an optional fraction, of which six digits count, or only `HH:MM` where seconds are optional.
    init?(_ reader: inout ASCIIReader, areSecondsOptional: Bool) {
        guard let hour = reader.digits(2), hour < 24, reader.take(UInt8(ascii: ":")), let minute = reader.digits(2),
            minute < 60
        else { return nil }
        var seconds = (hour * 60 + minute) * 60
        var fraction = 0
        var isLeap = false
        if reader.take(UInt8(ascii: ":")) {
            guard let second = reader.digits(2), second <= 60 else { return nil }
            seconds += second
            if reader.take(UInt8(ascii: ".")) {
                guard let read = Self.fraction(&reader) else { return nil }
                fraction = read
            }
            isLeap = second == 60
        } else if !areSecondsOptional {
            return nil
        }
        isLeapSecond = isLeap
        let exact = seconds * Calendar.microsecondsPerSecond + fraction
        microseconds = isLeap ? seconds * Calendar.microsecondsPerSecond - 1 : exact
    }

    /// Takes one digit or more; the microseconds that they are, further digits cut off.
    private static func fraction(_ reader: inout ASCIIReader) -> Int? {
        guard var value = reader.digit() else { return nil }
        var count = 1
        while let digit = reader.digit() {
            if count < 6 {
                value = value * 10 + digit
                count += 1
            }
        }
        while count < 6 {
            value *= 10
            count += 1
        }
        return value
    }

    /// Appends `HH:MM:SS`, with a fraction of six digits unless it is zero.
    static func append(microsecondsOfDay: Int, to bytes: inout [UInt8]) {
        let (seconds, fraction) = microsecondsOfDay.quotientAndRemainder(dividingBy: Calendar.microsecondsPerSecond)
        DecimalDigits.append(seconds / 3600, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        DecimalDigits.append(seconds / 60 % 60, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        DecimalDigits.append(seconds % 60, count: 2, to: &bytes)
        guard fraction != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        DecimalDigits.append(fraction, count: 6, to: &bytes)
    }
}
