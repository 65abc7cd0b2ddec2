/// A day of the year and the time on it, as a POSIX `TZ` rule names them.
struct POSIXZoneDay: Sendable, Equatable {
    /// The three ways to name a day.
    enum Day: Sendable, Equatable {
        /// `Jn`: the n-th day, 1…365, of a year without its 29 February.
        case julian(Int)
        /// `n`: the n-th day, counted from 0, with 29 February.
        case ordinal(Int)
        /// `Mm.w.d`: the w-th weekday d (0 is Sunday) of month m; the fifth is the last.
        case weekday(month: Int, week: Int, day: Int)
    }

    let day: Day
    /// Seconds after local midnight, which may be on a neighbouring day.
    let time: Int

    /// Takes a day and, after a `/`, its time; 02:00 without.
    init?(_ reader: inout ASCIIReader) {
        guard let day = Self.parseDay(&reader) else { return nil }
        self.day = day
        guard reader.take(UInt8(ascii: "/")) else {
            time = 2 * 3600
            return
        }
        guard let time = Self.parseTime(&reader, hoursMax: 167) else { return nil }
        self.time = time
    }

    private static func parseDay(_ reader: inout ASCIIReader) -> Day? {
        if reader.take(UInt8(ascii: "M")) {
            guard let month = number(&reader, in: 1...12), reader.take(UInt8(ascii: ".")),
                let week = number(&reader, in: 1...5), reader.take(UInt8(ascii: ".")),
                let day = number(&reader, in: 0...6)
            else { return nil }
            return .weekday(month: month, week: week, day: day)
        }
        if reader.take(UInt8(ascii: "J")) { return number(&reader, in: 1...365).map { .julian($0) } }
        return number(&reader, in: 0...365).map { .ordinal($0) }
    }

    /// Takes `[+-]h[:mm[:ss]]`; the seconds.
    static func parseTime(_ reader: inout ASCIIReader, hoursMax: Int) -> Int? {
        let isNegative = reader.take(UInt8(ascii: "-"))
        if !isNegative { _ = reader.take(UInt8(ascii: "+")) }
        guard let hours = number(&reader, in: 0...hoursMax) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] {
            guard reader.take(UInt8(ascii: ":")) else { break }
            guard let part = reader.digits(2), part < 60 else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// Takes one to three digits.
    private static func number(_ reader: inout ASCIIReader, in range: ClosedRange<Int>) -> Int? {
        guard var value = reader.digit() else { return nil }
        for _ in 0..<2 {
            guard let next = reader.digit() else { break }
            value = value * 10 + next
        }
        return range.contains(value) ? value : nil
    }

    /// The moment in a year, in seconds since 1970 on the clock that shows it.
    func seconds(in year: Int) -> Int {
        dayNumber(in: year) * Calendar.secondsPerDay + time
    }

    private func dayNumber(in year: Int) -> Int {
        switch day {
        case .julian(let number):
            let leapDay = Calendar.isLeap(year) && number >= 60 ? 1 : 0
            return Calendar.days(year: year, month: 1, day: 1) + number - 1 + leapDay
        case .ordinal(let number):
            return Calendar.days(year: year, month: 1, day: 1) + number
        case .weekday(let month, let week, let weekday):
            let first = Calendar.days(year: year, month: month, day: 1)
            // 1970-01-01 was a Thursday, which is 4.
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            var number = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if number >= first + Calendar.length(ofMonth: month, in: year) { number -= 7 }
            return number
        }
    }
}
