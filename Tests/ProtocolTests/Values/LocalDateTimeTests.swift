import CaravanProtocol
import Testing

struct LocalDateTimeTests {
    @Test(
        arguments: [
            ("2031-05-01T00:00:00", 0, "2031-05-01T00:00:00"),
            ("2031-05-01t10:30", 37_800_000_000, "2031-05-01T10:30:00"),
            ("2031-05-01T23:59:59.9999999", 86_399_999_999, "2031-05-01T23:59:59.999999"),
            ("2031-05-01T00:00:00.25", 250_000, "2031-05-01T00:00:00.250000"),
            ("2031-05-01T23:59:60", 86_399_999_999, "2031-05-01T23:59:59.999999"),
            ("2031-05-01T05:29:60", 19_799_999_999, "2031-05-01T05:29:59.999999"),
        ] as [(String, Int64, String)])
    func reads(text: String, microseconds: Int64, written: String) throws {
        let time = try #require(LocalDateTime(parsing: text))
        #expect(time.date == LocalDate(days: 22_400))
        #expect(time.microsecondsOfDay == microseconds)
        #expect(time.description == written)
    }

    @Test(arguments: [
        "", "2031-05-01", "2031-05-01T", "2031-05-01T10", "2031-05-01T10:", "2031-05-01T10:00:", "2031-05-01T10:00.5",
        "2031-05-01T10:00:00.", "2031-05-01 10:00:00", "2031-05-01T10:00:00Z", "2031-05-01T10:00Z",
        "2031-05-01T10:00:00+01:00", "2031-05-01T24:00:00", "2031-05-01T10:60", "2031-05-01T10:00:61",
        "2031-05-01T10:00:60", "2031-02-30T10:00:00", "0000-12-31T10:00:00", "2031-05-01T10:00:00x",
    ])
    func refuses(text: String) {
        #expect(LocalDateTime(parsing: text) == nil)
    }

    @Test func partsAreChecked() {
        let date = LocalDate(days: 0)
        #expect(LocalDateTime(date: date, microsecondsOfDay: 86_399_999_999) != nil)
        #expect(LocalDateTime(date: date, microsecondsOfDay: 86_400_000_000) == nil)
        #expect(LocalDateTime(date: date, microsecondsOfDay: -1) == nil)
    }
}
