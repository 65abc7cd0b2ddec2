import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Places are dense from 0, and a shift is a change of each that was shifted.
@Suite struct OrderTests {
    @Test(arguments: 1...6) func randomStepsAgainstPlainArrays(seed: UInt64) throws {
        var model = try OrderModel(seed: seed)
        for _ in 0..<60 { try model.step() }
        #expect(model.head > 60)
        try model.world.expectSoundLogs()
    }

    @Test func theOneThatStaysIsNotTouched() throws {
        let stage = try Stage()
        let owner = stage[.owner]
        let before = try stage.world.snapshot()
        for order in [1, 2, 2_147_483_647] {
            _ = try owner.callNow("destinations.reorder", ["id": stage.stops[1], "order": order.json])
            _ = try owner.callNow("activities.reorder", ["id": stage.acts[1], "order": order.json])
        }
        #expect(try stage.world.snapshot() == before)
    }

    @Test func aPutKeepsThePlaceThatItDoesNotName() throws {
        let stage = try Stage()
        let params = try #require(stage.params("destinations.replace")).with(["id": stage.stops[1]])
        #expect(try stage[.owner].callNow("destinations.replace", params)["order"] == 1)
        #expect(try stage[.owner].callNow("destinations.replace", params.with(["order": 0]))["order"] == 0)
        let act = try #require(stage.params("activities.replace")).with(["id": stage.acts[1]])
        #expect(try stage[.owner].callNow("activities.replace", act)["order"] == 1)
        #expect(
            try stage[.owner].callNow("activities.replace", act.with(["destination_id": stage.stops[1]]))["order"] == 0)
        #expect(try stage[.owner].callNow("activities.get", ["id": stage.acts[0]])["order"] == 0)
        try stage.world.expectSoundLogs()
    }

    @Test func changingAndMovingIsOneEntry() throws {
        let stage = try Stage()
        let head = try stage[.owner].all("trips.changes", ["id": stage.trip]).count
        let stop = try stage[.owner].callNow(
            "destinations.update", ["id": stage.stops[1], "order": 0, "name": "First"])
        let entries = try stage[.owner].all("trips.changes", ["id": stage.trip, "after": head.json])
        #expect(entries.map { $0["entity_id"] } == [stage.stops[0], stage.stops[1]])
        #expect(entries.last?["data"] == stop && stop["name"] == "First")
    }

    /// What is wrong with the rest undoes the move too.
    @Test func aRefusedChangeMovesNothing() throws {
        let stage = try Stage()
        let before = try stage.world.snapshot()
        let stop: JSONObject = ["id": stage.stops[1], "order": 0, "departure_date": "2031-04-01"]
        #expect(stage[.owner].fields("destinations.update", stop) == ["departure_date"])
        let act: JSONObject = [
            "id": stage.acts[1], "order": 0, "destination_id": stage.stops[1], "start_time": "2031-05-02T10:00:00Z",
            "end_time": "2031-05-02T09:00:00Z",
        ]
        #expect(stage[.owner].fields("activities.update", act) == ["end_time"])
        #expect(
            stage[.owner].fields("activities.create", act.without("id").with(["title": "T", "activity_type": "other"]))
                == ["end_time"])
        #expect(try stage.world.snapshot() == before)
    }

    @Test func aDeletedDestinationTakesItsActivitiesWithIt() throws {
        let stage = try Stage()
        let head = try stage[.owner].all("trips.changes", ["id": stage.trip]).count
        _ = try stage[.editor].callNow("destinations.delete", ["id": stage.stops[0]])
        let entries = try stage[.owner].all("trips.changes", ["id": stage.trip, "after": head.json])
        #expect(
            entries.map { $0["type"] } == [
                "activity.deleted", "activity.deleted", "destination.deleted", "destination.updated",
            ])
        #expect(entries.map { $0["entity_id"] } == stage.acts + stage.stops)
        #expect(entries.allSatisfy { $0["actor"]?["id"] == stage.id(.editor) })
        for act in stage.acts { #expect(stage[.owner].code("activities.get", ["id": act]) == .notFound) }
        #expect(stage[.owner].code("destinations.delete", ["id": stage.stops[0]]) == .notFound)
        #expect(stage[.owner].fields("activities.list", ["destination_id": stage.stops[0]]) == ["destination_id"])
        #expect(try stage[.owner].all("activities.list", ["trip_id": stage.trip]) == [])
        try stage.world.expectSoundLogs()
    }

    @Test func daysLieInAnyOrderButEndsDoNotComeBeforeStarts() throws {
        let stage = try Stage()
        let owner = stage[.owner]
        #expect(
            owner.code(
                "destinations.create",
                [
                    "trip_id": stage.trip, "name": "Before the trip", "arrival_date": "2001-01-01",
                    "departure_date": "2001-01-01",
                ]) == nil)
        let stop: JSONObject = ["id": stage.stops[0]]
        #expect(owner.fields("destinations.update", stop.with(["departure_date": "2031-04-30"])) == ["departure_date"])
        #expect(owner.fields("destinations.update", stop.with(["arrival_date": "2031-05-03"])) == ["departure_date"])
        #expect(
            owner.code(
                "destinations.update", stop.with(["arrival_date": "2031-05-03", "departure_date": "2031-05-03"])) == nil
        )
    }

    private func number(_ lat: String, _ lng: String) throws -> JSONValue {
        let numbers = [try #require(JSONNumber(text: lat)), try #require(JSONNumber(text: lng))]
        return ["lat": .number(numbers[0]), "lng": .number(numbers[1])]
    }

    @Test func locationsAreKeptWhole() throws {
        let stage = try Stage()
        let stop: JSONObject = ["id": stage.stops[0]]
        let good: [JSONValue] = [
            .null, [:], ["lat": 90, "lng": 180], ["lat": -90, "lng": -180], try number("1.0", "0.1"),
            ["place": ["id": "x", "n": [1, "2", .null, [:]]], "address": "\u{1F3D4}"], try number("-90.0", "1.80e2"),
        ]
        for location in good {
            #expect(
                try stage[.owner].callNow("destinations.update", stop.with(["location": location]))["location"]
                    == location)
            #expect(try stage[.owner].callNow("destinations.get", stop)["location"] == location)
        }
        let bad: [(JSONValue, [String])] = [
            (try number("90.01", "-180.5"), ["location.lat", "location.lng"]),
            (try number("1e400", "0"), ["location.lat"]), (["lat": "1"], ["location.lat"]),
            (["lat": true, "lng": [], "address": 5], ["location.lat", "location.lng", "location.address"]),
            ([], ["location"]), ("x", ["location"]),
            (["address": String(repeating: "x", count: 1001).json], ["location.address"]),
            (["x": String(repeating: "x", count: 20_000).json], ["location"]),
        ]
        let before = try stage.world.snapshot()
        for (location, fields) in bad {
            #expect(stage[.owner].fields("destinations.update", stop.with(["location": location])) == fields)
        }
        #expect(try stage.world.snapshot() == before)
    }
}
