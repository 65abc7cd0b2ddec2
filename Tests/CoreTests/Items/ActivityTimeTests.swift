import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Which instant a local time is.
@Suite struct ActivityTimeTests {
    let ann: InProcessClient
    let trip: JSONValue
    /// Without a zone, so in the trip's; and in Tokyo.
    let stop: JSONValue
    let tokyo: JSONValue

    init() throws {
        ann = try world(settings: .unlimited).person("ann")
        trip = try ann.makeTrip(["time_zone": "Europe/Paris"])
        stop = try ann.makeStop(trip)
        tokyo = try ann.makeStop(trip, ["time_zone": "Asia/Tokyo"])
    }

    private func start(_ stop: JSONValue, _ time: JSONValue, _ more: JSONObject = [:]) throws -> JSONValue? {
        let id = try ann.makeActivity(stop, more.with(["start_time": time]))
        return try ann.callNow("activities.get", ["id": id])["start_time"]
    }

    @Test func theNearestZoneGoesBefore() throws {
        #expect(try start(stop, "2031-07-01T10:00") == "2031-07-01T08:00:00Z")
        #expect(try start(tokyo, "2031-07-01T10:00") == "2031-07-01T01:00:00Z")
        #expect(try start(tokyo, "2031-07-01T10:00", ["time_zone": "America/New_York"]) == "2031-07-01T14:00:00Z")
        #expect(try start(stop, "2031-07-01T10:00", ["time_zone": "UTC"]) == "2031-07-01T10:00:00Z")
        let plain = try ann.makeStop(try ann.makeTrip())
        #expect(try start(plain, "2031-07-01T10:00") == "2031-07-01T10:00:00Z")
    }

    @Test(arguments: [
        ("2031-01-15T10:00:00", "2031-01-15T09:00:00Z"), ("2031-07-15T10:00:00", "2031-07-15T08:00:00Z"),
        // Clocks go from 2:00 to 3:00: read with the offset before the gap.
        ("2031-03-30T01:59:59", "2031-03-30T00:59:59Z"), ("2031-03-30T02:30:00", "2031-03-30T01:30:00Z"),
        ("2031-03-30T03:00:00", "2031-03-30T01:00:00Z"),
        // From 3:00 back to 2:00: the first of the two.
        ("2031-10-26T02:30:00", "2031-10-26T00:30:00Z"), ("2031-10-26T03:00:00", "2031-10-26T02:00:00Z"),
        // With an offset it is an instant, whatever the zone.
        ("2031-07-15T10:00:00Z", "2031-07-15T10:00:00Z"), ("2031-07-15T10:00:00+02:00", "2031-07-15T08:00:00Z"),
        ("2031-07-15T10:00:00.123456789-00:30", "2031-07-15T10:30:00.123456Z"),
        ("2031-07-15T10:00:00.5", "2031-07-15T08:00:00.500000Z"),
    ]) func clocksInParis(_ time: (sent: String, kept: String)) throws {
        #expect(try start(stop, time.sent.json) == time.kept.json)
    }

    @Test func anotherZoneLaterMovesNoTimeThatIsResolved() throws {
        let id = try ann.makeActivity(stop, ["start_time": "2031-07-01T10:00", "end_time": "2031-07-01T11:00"])
        _ = try ann.callNow("trips.update", ["id": trip, "time_zone": "Asia/Tokyo"])
        _ = try ann.callNow("destinations.update", ["id": stop, "time_zone": "America/New_York"])
        let changed = try ann.callNow("activities.update", ["id": id, "time_zone": "Australia/Sydney"])
        #expect(changed["start_time"] == "2031-07-01T08:00:00Z" && changed["end_time"] == "2031-07-01T09:00:00Z")
        // What is sent with or after it is read in it.
        let both: JSONObject = ["id": id, "time_zone": "Asia/Tokyo", "end_time": "2031-07-02T09:00"]
        #expect(try ann.callNow("activities.update", both)["end_time"] == "2031-07-02T00:00:00Z")
        let unset: JSONObject = ["id": id, "time_zone": .null, "end_time": "2031-07-02T09:00"]
        #expect(try ann.callNow("activities.update", unset)["end_time"] == "2031-07-02T13:00:00Z")
        let moved: JSONObject = ["id": id, "destination_id": tokyo, "end_time": "2031-07-02T09:00"]
        #expect(try ann.callNow("activities.update", moved)["end_time"] == "2031-07-02T00:00:00Z")
    }

    @Test func nothingEndsBeforeItStarts() throws {
        let base: JSONObject = ["destination_id": stop, "title": "T", "activity_type": "other"]
        let bad: [(JSONValue, JSONValue)] = [
            ("2031-07-01T10:00:00Z", "2031-07-01T09:59:59.999999Z"),
            ("2031-07-01T10:00:00Z", "2031-07-01T11:30:00+02:00"),
            // 10:00 in Paris is 8:00 in UTC.
            ("2031-07-01T08:00:01Z", "2031-07-01T10:00"),
        ]
        for (start, end) in bad {
            #expect(ann.fields("activities.create", base.with(["start_time": start, "end_time": end])) == ["end_time"])
        }
        #expect(
            ann.code(
                "activities.create", base.with(["start_time": "2031-07-01T10:00", "end_time": "2031-07-01T08:00:00Z"]))
                == nil)
        #expect(ann.code("activities.create", base.with(["end_time": "2031-07-01T08:00:00Z"])) == nil, "an end alone")
        let id = try ann.makeActivity(stop, ["start_time": "2031-07-01T10:00:00Z", "end_time": "2031-07-01T11:00:00Z"])
        #expect(ann.fields("activities.update", ["id": id, "start_time": "2031-07-01T12:00:00Z"]) == ["end_time"])
        #expect(ann.fields("activities.update", ["id": id, "end_time": "2031-07-01T09:00:00Z"]) == ["end_time"])
        #expect(try ann.callNow("activities.update", ["id": id, "start_time": .null])["start_time"] == .null)
    }

    @Test(arguments: [
        "", " ", "2031-05-01", "2031-05-01 10:00", "2031-05-01T25:00:00Z", "2031-05-01T10:60:00Z",
        "2031-02-30T10:00:00Z",
        "2031-05-01T10:00:00+24:00", "2031-05-01T10:00:00 Z", "0000-01-01T00:00:00Z", "1924992000", "10:00",
        "2031-05-01T10:00:00Z[Europe/Paris]", "2031-W18-4T10:00", "\u{662}\u{660}\u{663}\u{661}-05-01T10:00",
        "2031-05-01T10:00\u{0}",
        "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ]) func whatIsNoTimeIsNamed(_ text: String) throws {
        let id = try ann.makeActivity(stop)
        for field in ["start_time", "end_time"] {
            #expect(ann.fields("activities.update", ["id": id, field: text.json]) == [field])
        }
    }

    /// A local time at the edge of what can be written may be an instant beyond it.
    @Test(arguments: [("0001-01-01T00:30:00", "Asia/Tokyo"), ("9999-12-31T23:30:00", "America/New_York")])
    func aTimeBeyondTheCalendarIsNamed(_ time: (local: String, zone: String)) throws {
        for field in ["start_time", "end_time"] {
            let params: JSONObject = [
                "destination_id": stop, "title": "T", "activity_type": "other", "time_zone": time.zone.json,
                field: time.local.json,
            ]
            #expect(ann.fields("activities.create", params) == [field])
        }
    }
}
