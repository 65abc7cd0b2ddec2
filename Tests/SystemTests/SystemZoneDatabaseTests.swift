import CaravanProtocol
import CaravanSystem
import Testing

/// Facts about the world, from the machine's tzdata.
struct SystemZoneDatabaseTests {
    private let zones = SystemZoneDatabase()

    @Test(
        arguments: [
            ("UTC", "2031-07-01T00:00:00Z", 0), ("Europe/Paris", "2031-01-15T12:00:00Z", 3600),
            ("Europe/Paris", "2031-07-15T12:00:00Z", 7200), ("Europe/Paris", "2031-03-30T00:59:59.999999Z", 3600),
            ("Europe/Paris", "2031-03-30T01:00:00Z", 7200), ("Europe/Paris", "2031-10-26T00:59:59Z", 7200),
            ("Europe/Paris", "2031-10-26T01:00:00Z", 3600), ("Europe/Paris", "2500-01-15T12:00:00Z", 3600),
            ("Europe/Paris", "2500-07-15T12:00:00Z", 7200), ("America/New_York", "2031-01-15T12:00:00Z", -18_000),
            ("America/New_York", "2031-07-15T12:00:00Z", -14_400),
            ("America/New_York", "2031-03-09T06:59:59Z", -18_000),
            ("America/New_York", "2031-03-09T07:00:00Z", -14_400),
            ("America/New_York", "2500-07-15T12:00:00Z", -14_400),
            ("Asia/Tokyo", "2031-07-15T12:00:00Z", 32_400), ("Asia/Tokyo", "2500-07-15T12:00:00Z", 32_400),
            ("Australia/Lord_Howe", "2031-01-15T00:00:00Z", 39_600),
            ("Australia/Lord_Howe", "2031-07-15T00:00:00Z", 37_800),
            ("Australia/Lord_Howe", "2500-01-15T00:00:00Z", 39_600),
            ("Australia/Lord_Howe", "2500-07-15T00:00:00Z", 37_800),
            ("Asia/Kathmandu", "2031-07-15T00:00:00Z", 20_700), ("Pacific/Kiritimati", "2031-07-15T00:00:00Z", 50_400),
            ("Europe/Dublin", "2031-01-15T00:00:00Z", 0), ("Europe/Dublin", "2031-07-15T00:00:00Z", 3600),
            ("Etc/GMT+5", "2031-07-15T00:00:00Z", -18_000),
            ("America/Argentina/Buenos_Aires", "2031-07-15T00:00:00Z", -10_800),
        ] as [(String, String, Int)])
    func offsets(zone: String, instant: String, seconds: Int) throws {
        #expect(zones.secondsFromUTC(at: try #require(Instant(parsing: instant)), in: zone) == seconds)
    }

    @Test(arguments: [
        ("Europe/Paris", "2031-01-15T12:00", "2031-01-15T11:00:00Z"),
        ("Europe/Paris", "2031-07-15T12:00:00.000001", "2031-07-15T10:00:00.000001Z"),
        // The gap of spring: with the offset before it.
        ("Europe/Paris", "2031-03-30T01:59:59", "2031-03-30T00:59:59Z"),
        ("Europe/Paris", "2031-03-30T02:00", "2031-03-30T01:00:00Z"),
        ("Europe/Paris", "2031-03-30T02:59:59", "2031-03-30T01:59:59Z"),
        ("Europe/Paris", "2031-03-30T03:00", "2031-03-30T01:00:00Z"),
        // The overlap of autumn: the first one.
        ("Europe/Paris", "2031-10-26T01:59:59", "2031-10-25T23:59:59Z"),
        ("Europe/Paris", "2031-10-26T02:00", "2031-10-26T00:00:00Z"),
        ("Europe/Paris", "2031-10-26T02:59:59.999999", "2031-10-26T00:59:59.999999Z"),
        ("Europe/Paris", "2031-10-26T03:00", "2031-10-26T02:00:00Z"),
        ("America/New_York", "2031-03-09T02:30", "2031-03-09T07:30:00Z"),
        ("America/New_York", "2031-11-02T01:30", "2031-11-02T05:30:00Z"),
        // Half an hour.
        ("Australia/Lord_Howe", "2031-10-05T02:15", "2031-10-04T15:45:00Z"),
        ("Australia/Lord_Howe", "2031-04-06T01:45", "2031-04-05T14:45:00Z"),
        // A whole day that Samoa skipped.
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00:00Z"),
        ("Pacific/Apia", "2011-12-31T12:00", "2011-12-30T22:00:00Z"),
        // By the footer.
        ("Europe/Paris", "2500-03-28T02:30", "2500-03-28T01:30:00Z"),
        ("Europe/Paris", "2500-10-31T02:30", "2500-10-31T00:30:00Z"),
        ("America/New_York", "2500-07-04T12:00", "2500-07-04T16:00:00Z"),
        ("Asia/Tokyo", "9999-12-31T23:59:59", "9999-12-31T14:59:59Z"),
        ("Australia/Lord_Howe", "2500-01-01T00:00", "2499-12-31T13:00:00Z"),
    ])
    func instants(zone: String, local: String, instant: String) throws {
        #expect(zones.instant(of: try #require(LocalDateTime(parsing: local)), in: zone)?.description == instant)
    }

    @Test(arguments: [
        ("UTC", "2031-05-01T23:59:59.999999Z", "2031-05-01"),
        ("Asia/Tokyo", "2031-05-01T14:59:59.999999Z", "2031-05-01"),
        ("Asia/Tokyo", "2031-05-01T15:00:00Z", "2031-05-02"),
        ("America/New_York", "2031-05-01T03:59:59Z", "2031-04-30"),
        ("America/New_York", "2031-05-01T04:00:00Z", "2031-05-01"),
        ("UTC", "1969-12-31T23:59:59.999999Z", "1969-12-31"),
        ("Pacific/Kiritimati", "2031-12-31T10:00:00Z", "2032-01-01"),
    ])
    func days(zone: String, instant: String, day: String) throws {
        #expect(zones.localDate(at: try #require(Instant(parsing: instant)), in: zone)?.description == day)
    }

    @Test(arguments: ["UTC", "Europe/Paris", "Etc/GMT-14", "US/Eastern", "America/Port-au-Prince", "GMT+0", "EST5EDT"])
    func namesOfIANAAreKnown(name: String) {
        #expect(zones.isKnown(name))
        #expect(zones.isKnown(name))
    }

    @Test(arguments: [
        "", "/", "Europe", "Europe/", "/Europe/Paris", "Europe//Paris", "Europe/Paris/", "europe/paris", "EUROPE/PARIS",
        "utc", "Europe/Atlantis", "Mars/Base", "posix/Europe/Paris", "right/Europe/Paris", "posix", "right",
        "localtime",
        "Factory", "posixrules", "zone.tab", "tzdata.zi", "leapseconds", "../zoneinfo/UTC", "Europe/../UTC", "./UTC",
        "Europe/Paris\0", "Europe/Paris\n", " Europe/Paris", "Europe/Pаris", "Europe\\Paris", "+01:00", "UTC+1", "CEST",
        "A" + String(repeating: "/A", count: 40),
    ])
    func othersAreNot(name: String) throws {
        let now = try #require(Instant(parsing: "2031-05-01T10:00:00Z"))
        let local = try #require(LocalDateTime(parsing: "2031-05-01T10:00"))
        #expect(!zones.isKnown(name))
        #expect(zones.secondsFromUTC(at: now, in: name) == nil)
        #expect(zones.localDate(at: now, in: name) == nil)
        #expect(zones.instant(of: local, in: name) == nil)
    }

    @Test func withoutADirectoryUTCIsLeft() throws {
        let zones = SystemZoneDatabase(directory: "/nonexistent")
        #expect(zones.isKnown("UTC"))
        #expect(!zones.isKnown("Europe/Paris"))
        #expect(zones.localDate(at: try #require(Instant(parsing: "2031-05-01T10:00:00Z")), in: "UTC")?.day == 1)
    }

    @Test func specialFilesAreNoZones() {
        // Neither a device that never ends nor one that blocks.
        let zones = SystemZoneDatabase(directory: "/dev")
        #expect(!zones.isKnown("zero") && !zones.isKnown("null") && !zones.isKnown("tty"))
    }

    /// What clocks show at any moment reads back as that moment or, when it is shown twice, the first of the two.
    @Test(arguments: ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Dublin"])
    func whatIsShownReadsBack(zone: String) throws {
        var faults = 0
        // Every 28 hours or so, from 1950 to 2110.
        for second in stride(from: Int64(-631_152_000), to: 4_417_977_600, by: 100_003) {
            let instant = Instant(microseconds: second * 1_000_000)
            let offset = Int64(try #require(zones.secondsFromUTC(at: instant, in: zone)))
            let shown = second + offset
            let day = shown / 86_400 - (shown % 86_400 < 0 ? 1 : 0)
            let local = try #require(
                LocalDateTime(
                    date: LocalDate(days: Int32(day)), microsecondsOfDay: (shown - day * 86_400) * 1_000_000))
            let read = try #require(zones.instant(of: local, in: zone))
            let readOffset = Int64(try #require(zones.secondsFromUTC(at: read, in: zone)))
            faults += read <= instant && read.microseconds / 1_000_000 + readOffset == shown ? 0 : 1
        }
        #expect(faults == 0)
    }
}
