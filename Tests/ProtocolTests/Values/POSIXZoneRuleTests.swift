import CaravanProtocol
import Testing

/// The rules of footers, through the files that they end.
struct POSIXZoneRuleTests {
    private func offsets(_ footer: String, _ instants: [String]) throws -> [Int] {
        let zone = try TZif(ZoneBytes(footer: "\n\(footer)\n").bytes)
        return try instants.map { zone.secondsFromUTC(at: try #require(Instant(parsing: $0))) }
    }

    @Test(
        arguments: [
            ("UTC0", "2031-01-01T00:00:00Z", 0), ("CET-1", "2031-07-01T00:00:00Z", 3600),
            ("<+0545>-5:45", "2031-07-01T00:00:00Z", 20_700), ("<-03>3", "2031-07-01T00:00:00Z", -10_800),
            ("LMT0:0:1", "2031-07-01T00:00:00Z", 0),
        ] as [(String, String, Int)])
    func standardTimeAlone(footer: String, instant: String, expected: Int) throws {
        // One-digit minutes are no minutes.
        if footer == "LMT0:0:1" {
            #expect(throws: TZifError.footer) { try offsets(footer, [instant]) }
        } else {
            #expect(try offsets(footer, [instant]) == [expected])
        }
    }

    @Test func lastSundays() throws {
        #expect(
            try offsets(
                "CET-1CEST,M3.5.0,M10.5.0/3",
                [
                    "2031-03-30T00:59:59.999999Z", "2031-03-30T01:00:00Z", "2031-10-26T00:59:59.999999Z",
                    "2031-10-26T01:00:00Z", "2500-01-15T12:00:00Z", "2500-07-15T12:00:00Z",
                    // In 2500 the last Sundays are 28 March and 31 October.
                    "2500-03-28T00:59:59Z", "2500-03-28T01:00:00Z", "2500-10-31T00:59:59Z", "2500-10-31T01:00:00Z",
                ]) == [3600, 7200, 7200, 3600, 3600, 7200, 3600, 7200, 7200, 3600])
    }

    @Test func southernSummersSpanTheNewYear() throws {
        #expect(
            try offsets(
                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                ["2500-01-01T00:00:00Z", "2500-06-01T00:00:00Z", "2500-12-31T23:59:59Z"]) == [39_600, 37_800, 39_600])
    }

    @Test func daysAreNamedInThreeWays() throws {
        // J60 is always 1 March, 59 is 29 February in leap years and 1 March in others.
        let days = ["2031-02-28T23:59:59Z", "2031-03-01T00:00:00Z", "2032-02-29T00:00:00Z", "2032-03-01T00:00:00Z"]
        #expect(try offsets("AAA0BBB,J60/0,J300/0", days) == [0, 3600, 0, 3600])
        #expect(try offsets("AAA0BBB,59/0,300/0", days) == [0, 3600, 3600, 3600])
        // The first and the second Sunday of March 2031 are the 2nd and the 9th.
        let sundays = ["2031-03-01T23:59:59Z", "2031-03-02T00:00:00Z", "2031-03-08T23:59:59Z", "2031-03-09T00:00:00Z"]
        #expect(try offsets("AAA0BBB,M3.1.0/0,M11.1.0/0", sundays) == [0, 3600, 3600, 3600])
        #expect(try offsets("AAA0BBB,M3.2.0/0,M11.1.0/0", sundays) == [0, 0, 0, 3600])
    }

    @Test func timesMayLeaveTheirDay() throws {
        // America/Godthab: 24 hours less 2 on the last Sunday; -1:00 is 23:00 the day before.
        #expect(
            try offsets(
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                ["2031-03-30T00:59:59Z", "2031-03-30T01:00:00Z", "2031-10-26T00:59:59Z", "2031-10-26T01:00:00Z"])
                == [-7200, -3600, -3600, -7200])
        // Asia/Gaza's kind: the Saturday after the fourth Thursday, at 50 hours.
        #expect(
            try offsets("EET-2EEST,M3.4.4/50,M10.4.4/50", ["2031-03-28T23:59:59Z", "2031-03-29T00:00:00Z"])
                == [7200, 10_800])
    }

    /// RFC 9636, section 3.3.1: the end meets the next start.
    @Test func daylightSavingTimeMayLastAllYear() throws {
        let instants = ["2031-01-01T04:59:59Z", "2031-01-01T05:00:00Z", "2031-07-01T00:00:00Z", "2031-12-31T23:59:59Z"]
        #expect(try offsets("EST5EDT,0/0,J365/25", instants) == [-14_400, -14_400, -14_400, -14_400])
        #expect(try offsets("XXX3EDT4,0/0,J365/23", instants) == [-14_400, -14_400, -14_400, -14_400])
    }

    /// Within a year it is the other way round: what ends as it begins never was.
    @Test func daylightSavingTimeMayLastNoTime() throws {
        let instants = ["2031-02-28T23:59:59Z", "2031-03-01T00:00:00Z", "2031-03-01T01:00:00Z"]
        #expect(try offsets("AAA0BBB,J60/0,J60/1", instants) == [0, 0, 0])
    }

    /// Africa/Casablanca and Europe/Dublin: "daylight saving" that turns clocks back.
    @Test func daylightSavingTimeMayBeNegative() throws {
        #expect(
            try offsets("IST-1GMT0,M10.5.0,M3.5.0/1", ["2031-01-01T00:00:00Z", "2031-07-01T00:00:00Z"]) == [0, 3600])
    }

    @Test(arguments: [
        "U0", "UT0", "UTC", "UTC+", "UTC0 ", "UTC25", "<UTC0", "<>0", "<U%C>0", "UTC0:60", "CET-1CEST", "CET-1CEST,",
        "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J366",
        "CET-1CEST,366,0", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/3x", "CET-1CEST,M3.5.0;M10.5.0",
        ":Europe/Paris", "CET-1CEST,M3.5.0/,M10.5.0",
    ])
    func otherFootersAreRefused(footer: String) {
        #expect(throws: TZifError.footer) { try offsets(footer, []) }
    }

    @Test func theRuleHoldsFromTheLastTransitionOn() throws {
        let zone = try TZif(
            ZoneBytes(
                transitions: [(1_000_000_000, 1)], offsets: [60, 7200], footer: "\nCET-1CEST,M3.5.0,M10.5.0/3\n"
            ).bytes)
        #expect(zone.secondsFromUTC(at: Instant(microseconds: 999_999_999_999_999)) == 60)
        #expect(zone.secondsFromUTC(at: Instant(microseconds: 1_000_000_000_000_000)) == 7200)
        #expect(zone.secondsFromUTC(at: Instant(microseconds: 1_010_000_000_000_000)) == 3600)
    }
}
