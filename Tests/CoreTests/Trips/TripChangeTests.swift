import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What PATCH and PUT change of a trip and what they leave; what deleting it does.
@Suite struct TripChangeTests {
    private static let full: JSONObject = [
        "title": "Lisbon", "description": "D", "start_date": "2031-05-01", "end_date": "2031-05-09",
        "visibility": "shared", "time_zone": "Europe/Lisbon", "currency": "EUR", "status": "planned",
    ]

    @Test(
        arguments: [
            ["title": "Porto"], ["description": "E"], ["description": .null], ["start_date": "2031-05-02"],
            ["end_date": "2032-01-01"], ["start_date": "2033-01-01", "end_date": "2033-01-01"],
            ["visibility": "public"], ["time_zone": "Asia/Tokyo"], ["currency": "JPY"], ["currency": .null],
        ] as [JSONObject]) func aPatchChangesWhatItNames(_ change: JSONObject) throws
    {
        let ann = try world().person("ann")
        let before = try ann.callNow("trips.create", Self.full)
        let id = try #require(before["id"])
        let after = try ann.callNow("trips.update", change.with(["id": id]))
        let expected = change["description"] == .null ? ["description": ""] : change
        let times = ["revision", "updated_at"]
        for member in try #require(before.object) where !times.contains(member.name) {
            #expect(after[member.name] == expected[member.name] ?? member.value, "\(member.name)")
        }
        #expect(after["revision"] == 2)
        let (old, new) = (try #require(before["updated_at"]?.string), try #require(after["updated_at"]?.string))
        #expect(try #require(Instant(parsing: old)) < #require(Instant(parsing: new)))
        #expect(try ann.callNow("trips.get", ["id": id]) == after)
        // The same again is no change.
        #expect(try ann.callNow("trips.update", change.with(["id": id])) == after)
    }

    @Test func aPatchOfNothingChangesNothing() throws {
        let ann = try world().person("ann")
        let before = try ann.callNow("trips.create", Self.full)
        let id = try #require(before["id"])
        #expect(try ann.callNow("trips.update", ["id": id]) == before)
        #expect(try ann.callNow("trips.update", Self.full.with(["id": id])) == before)
        #expect(try ann.all("trips.changes", ["id": id]).count == 1)
    }

    @Test func aPutSetsDefaultsButForStatus() throws {
        let ann = try world().person("ann")
        let id = try #require(try ann.callNow("trips.create", Self.full)["id"])
        let after = try ann.callNow(
            "trips.replace", ["id": id, "title": "Bare", "start_date": "2031-06-01", "end_date": "2031-06-01"])
        #expect(after["description"] == "" && after["visibility"] == "private" && after["time_zone"] == "UTC")
        #expect(after["currency"] == .null && after["status"] == "planned" && after["role"] == "owner")
        for missing in ["title", "start_date", "end_date"] {
            #expect(ann.fields("trips.replace", Self.full.without(missing).with(["id": id])) == [missing])
        }
        #expect(try ann.callNow("trips.get", ["id": id]) == after)
    }

    @Test func theLastDayIsNotBeforeTheFirst() throws {
        let ann = try world().person("ann")
        let backwards: JSONObject = ["start_date": "2031-05-02", "end_date": "2031-05-01"]
        #expect(ann.fields("trips.create", Self.full.with(backwards)) == ["end_date"])
        let id = try #require(try ann.callNow("trips.create", Self.full)["id"])
        #expect(ann.fields("trips.update", ["id": id, "end_date": "2031-04-30"]) == ["end_date"])
        #expect(ann.fields("trips.update", ["id": id, "start_date": "2031-05-10"]) == ["end_date"])
        #expect(ann.fields("trips.replace", Self.full.with(backwards).with(["id": id])) == ["end_date"])
        #expect(try ann.all("trips.changes", ["id": id]).count == 1)
        #expect(ann.code("trips.update", ["id": id, "start_date": "2031-05-09"]) == nil, "one day is enough")
    }

    @Test func deletingTakesItFromEverybody() throws {
        let stage = try Stage(visibility: "public")
        let params: JSONObject = ["id": stage.trip]
        #expect(try stage[.owner].callNow("trips.delete", params) == .null)
        for part in Part.allCases where part != .nobody {
            #expect(stage[part].code("trips.get", params) == .notFound)
            #expect(try stage[part].all("trips.list", ["scope": "public"]) == [])
        }
        #expect(stage[.owner].code("trips.delete", params) == .notFound)
        #expect(try stage[.editor].all("trips.list") == [])
        for part in [Part.owner, .editor, .viewer] {
            let last = try #require(try stage.world.userLog(of: stage.id(part)).last)
            #expect(last.type == .accessRevoked && last.entityID.description.json == stage.trip)
            #expect(last.data.text == "{\"trip_id\":\"\(last.entityID)\"}")
        }
        #expect(try stage.world.userLog(of: stage.id(.outsider)).map(\.type) == [.profileUpdated])
        #expect(
            try stage.world.userLog(of: stage.id(.former)).map(\.type) == [
                .profileUpdated, .accessGranted, .accessRevoked,
            ])
    }

    @Test func theRoleIsTheCallersAndTheLogHasNone() throws {
        let stage = try Stage(visibility: "public")
        let roles: [Part: JSONValue] = [
            .owner: "owner", .editor: "editor", .viewer: "viewer", .outsider: .null, .former: .null,
        ]
        for (part, role) in roles {
            let trip = try stage[part].callNow("trips.get", ["id": stage.trip])
            #expect(trip["role"] == role && trip["member_count"] == 3)
            let listed = try stage[part].all("trips.list", ["scope": "public"])
            #expect(listed == [trip])
        }
        let log = try stage[.owner].all("trips.changes", ["id": stage.trip])
        #expect(log.filter { $0["entity_type"] == "trip" }.allSatisfy { $0["data"]?["role"] == nil })
    }
}
