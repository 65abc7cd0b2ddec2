import CaravanProtocol
import Testing

struct LocalDateTests {
    /// The calendar as one learns it at school, against which the arithmetic is held.
    private func monthLengths(_ year: Int) -> [Int] {
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    @Test func everyDayOfTheYears1To9999() {
        var days: Int32 = -719_162
        var faults = 0
        for year in 1...9999 {
            for (index, length) in monthLengths(year).enumerated() {
                for day in 1...length {
                    let date = LocalDate(days: days + Int32(day) - 1)
                    let isRight = date.day == day && LocalDate(year: year, month: index + 1, day: day) == date
                    faults += isRight ? 0 : 1
                }
                for date in [LocalDate(days: days), LocalDate(days: days + Int32(length) - 1)] {
                    faults += date.year == year && date.month == index + 1 ? 0 : 1
                }
                faults += LocalDate(year: year, month: index + 1, day: length + 1) == nil ? 0 : 1
                days += Int32(length)
            }
        }
        #expect(faults == 0)
        #expect(days == 2_932_897)
    }

    /// Every seventh day: it is its text's day, and texts ascend.
    @Test func textsRoundTrip() {
        var faults = 0
        var last: [UInt8] = []
        for days in Int32(-719_162)...2_932_896 where days % 7 == 0 {
            var bytes: [UInt8] = []
            LocalDate(days: days).write(to: &bytes)
            faults += bytes.count == 10 && last.lexicographicallyPrecedes(bytes) ? 0 : 1
            faults += LocalDate(parsing: String(decoding: bytes, as: UTF8.self))?.days == days ? 0 : 1
            last = bytes
        }
        #expect(faults == 0)
    }

    @Test(
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
            ("2000-02-29", 11_016), ("2031-05-01", 22_400),
        ] as [(String, Int32)])
    func reads(text: String, days: Int32) {
        #expect(LocalDate(parsing: text)?.days == days)
        #expect(LocalDate(days: days).description == text)
    }

    @Test(arguments: [
        "", "2031-05-01T00:00:00Z", "2031-5-1", "31-05-01", "20310501", "2031/05/01", "2031-05-01 ", " 2031-05-01",
        "2031-02-29", "1900-02-29", "2031-04-31", "2031-06-31", "2031-09-31", "2031-11-31", "2031-01-32", "2031-00-01",
        "2031-13-01", "2031-01-00", "0000-01-01", "-001-01-01", "+2031-05-01", "10000-01-01", "2031-05-0１",
    ])
    func refuses(text: String) {
        #expect(LocalDate(parsing: text) == nil)
    }

    @Test func partsAreChecked() {
        #expect(LocalDate(year: 2024, month: 2, day: 29)?.days == 19_782)
        #expect(LocalDate(year: 2023, month: 2, day: 29) == nil)
        #expect(LocalDate(year: 0, month: 1, day: 1) == nil)
        #expect(LocalDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(LocalDate(year: 2023, month: 0, day: 1) == nil)
        #expect(LocalDate(year: 2023, month: 13, day: 1) == nil)
        #expect(LocalDate(year: 2023, month: 1, day: 0) == nil)
        #expect(LocalDate(year: .max, month: .max, day: .max) == nil)
    }

    @Test func daysBeyondTheWrittenYearsDoNotTrap() {
        #expect(LocalDate(days: 2_932_897).description == "+010000-01-01")
        #expect(LocalDate(days: -719_163).description == "0000-12-31")
        #expect(LocalDate(days: -719_528 - 1).description == "-000001-12-31")
        #expect(LocalDate(days: .max).description == "+5881580-07-11")
        #expect(LocalDate(days: .min).description == "-5877641-06-23")
        #expect(LocalDate(days: -1) < LocalDate(days: 0))
    }
}
