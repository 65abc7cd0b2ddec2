import CaravanProtocol
import Testing

struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:01z", 1_000_000), ("1969-12-31T23:59:59Z", -1_000_000),
            ("1970-01-01T00:00:00.5Z", 500_000), ("1970-01-01T00:00:00.000001Z", 1),
            ("1970-01-01T00:00:00.0000019999999999999999999999Z", 1), ("1969-12-31T23:59:59.999999Z", -1),
            ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T14:30:00-09:30", 0), ("1970-01-01T00:00:00-00:00", 0),
            ("1970-01-01T23:59:00+23:59", 0), ("2031-05-01T10:00:00Z", 1_935_396_000_000_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
            ("0000-12-31T23:30:00-00:30", -62_135_596_800_000_000),
            // A leap second is the last microsecond before it, wherever the clock stands.
            ("2016-12-31T23:59:60Z", 1_483_228_799_999_999), ("2016-12-31T23:59:60.25Z", 1_483_228_799_999_999),
            ("1990-12-31T15:59:60-08:00", 662_687_999_999_999), ("2017-01-01T05:29:60+05:30", 1_483_228_799_999_999),
        ] as [(String, Int64)])
    func reads(text: String, microseconds: Int64) {
        #expect(Instant(parsing: text)?.microseconds == microseconds)
    }

    @Test(arguments: [
        "", "2031-05-01", "2031-05-01T10:00:00", "2031-05-01T10:00Z", "2031-05-01 10:00:00Z", "2031-05-01T10:00:00 Z",
        "2031-05-01T10:00:00.Z", "2031-05-01T10:00:00,5Z", "2031-05-01T24:00:00Z", "2031-05-01T10:60:00Z",
        "2031-05-01T10:00:61Z", "2031-02-29T10:00:00Z", "2100-02-29T10:00:00Z", "2031-04-31T10:00:00Z",
        "2031-13-01T10:00:00Z", "2031-00-01T10:00:00Z", "2031-05-00T10:00:00Z", "2031-5-01T10:00:00Z",
        "031-05-01T10:00:00Z", "12031-05-01T10:00:00Z", "+2031-05-01T10:00:00Z", "-031-05-01T10:00:00Z",
        "2031-05-01T1:00:00Z", "2031-05-01T10:00:00+1:00", "2031-05-01T10:00:00+0100", "2031-05-01T10:00:00+01",
        "2031-05-01T10:00:00+24:00", "2031-05-01T10:00:00+01:60", "2031-05-01T10:00:00Zx", " 2031-05-01T10:00:00Z",
        "2031-05-01T10:00:00ZZ", "2031-05-01T10:00:00−01:00", "2031-05-01T10:00:0٠Z", "20310501T100000Z",
        // Years are those of UTC.
        "0000-12-31T23:59:59Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        // No leap second: not at the end of a day of UTC.
        "2016-12-31T23:58:60Z", "2016-12-31T12:59:60Z", "2016-12-31T23:59:60+01:00", "2016-12-31T15:59:60-09:00",
    ])
    func refuses(text: String) {
        #expect(Instant(parsing: text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000001Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (1_935_396_000_000_000, "2031-05-01T10:00:00Z"), (1_935_396_000_100_000, "2031-05-01T10:00:00.100000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"), (-62_135_596_800_000_001, "0000-12-31T23:59:59.999999Z"),
            (253_402_300_800_000_000, "+010000-01-01T00:00:00Z"),
            (-62_167_219_200_000_001, "-000001-12-31T23:59:59.999999Z"),
            (.max, "+294247-01-10T04:00:54.775807Z"), (.min, "-290308-12-21T19:59:05.224192Z"),
        ] as [(Int64, String)])
    func writes(microseconds: Int64, text: String) {
        let instant = Instant(microseconds: microseconds)
        #expect(instant.description == text)
        var bytes: [UInt8] = []
        instant.write(to: &bytes)
        #expect(bytes == Array(text.utf8))
    }

    @Test func textsRoundTrip() {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<5000 {
            let microseconds = Int64.random(
                in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &generator)
            let instant = Instant(microseconds: microseconds)
            #expect(Instant(parsing: instant.description) == instant)
        }
    }

    @Test func secondsAreAddedWithinRange() {
        #expect(Instant(microseconds: 5).adding(seconds: -3).microseconds == -2_999_995)
        #expect(Instant(microseconds: .max).adding(seconds: 1).microseconds == .max)
        #expect(Instant(microseconds: 0).adding(seconds: .max).microseconds == .max)
        #expect(Instant(microseconds: 0).adding(seconds: .min).microseconds == .min)
        #expect(Instant(microseconds: .min).adding(seconds: -1).microseconds == .min)
        #expect(Instant(microseconds: -1) < Instant(microseconds: 0))
    }
}
