import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What holds of the logs whatever people did.
@Suite struct LogInvariantTests {
    @Test(arguments: 1...4) func afterARandomSession(seed: UInt64) throws {
        var session = try RandomSession(seed: seed)
        for round in 1...500 {
            try session.step()
            if round % 100 == 0 { try session.world.expectSoundLogs() }
        }
        #expect(session.codes.isDisjoint(with: [.internal, .unavailable, .malformed, .rateLimited, .unauthenticated]))
        #expect(session.codes.isSuperset(of: [.forbidden, .notFound, .invalidTransition, .validationFailed]))
        #expect(session.done.count > 25, "it did most of what there is")
        let notes = session.world.log.records.filter { $0.cause != nil }
        #expect(notes.isEmpty)
    }

    @Test func anEntryTellsWhoWhatAndWhen() throws {
        let stage = try Stage()
        let act = try stage[.editor].callNow("activities.create", try #require(stage.params("activities.create")))
        let entry = try #require(
            try stage[.viewer].all("trips.changes", ["id": stage.trip]).last { $0["type"] == "activity.created" })
        #expect(
            entry.object?.members.map(\.name) == [
                "scope", "revision", "epoch", "type", "actor", "at", "data", "entity_type", "entity_id", "action",
                "client_id", "client_timestamp",
            ])
        #expect(entry["scope"] == .string("trip:" + (stage.trip.string ?? "")))
        #expect(entry["actor"]?["username"] == "editor" && entry["actor"]?.object?.count == 5)
        #expect(entry["at"] == act["updated_at"] && entry["entity_id"] == act["id"] && entry["data"] == act)
        #expect(entry["action"] == "create" && entry["entity_type"] == "activity")
        #expect(entry["client_id"] == .null && entry["client_timestamp"] == .null)
        #expect(entry["epoch"]?.string?.isEmpty == false)
    }

    @Test func theLogIsReadFromAnywhereInPages() throws {
        let stage = try Stage()
        let whole = try stage[.owner].all("trips.changes", ["id": stage.trip])
        #expect(whole.compactMap { $0["revision"]?.int } == Array(1...whole.count))
        for limit in [1, 3, 200] {
            for after in [0, 1, whole.count - 1, whole.count, whole.count + 7] {
                let part = try stage[.owner].all(
                    "trips.changes", ["id": stage.trip, "after": after.json], limit: limit)
                #expect(part == Array(whole.dropFirst(after)))
            }
        }
        #expect(stage[.owner].fields("trips.changes", ["id": stage.trip, "after": -1]) == ["after"])
        #expect(try stage[.owner].all("trips.changes", ["id": stage.trip, "after": Int.max.json]) == [])
    }

    /// A clock that jumps back makes no change look older than what it changed.
    @Test func updatedAtNeverFalls() throws {
        let stage = try Stage()
        let before = try stage[.owner].callNow("trips.get", ["id": stage.trip])
        stage.world.clock.advance(seconds: -3600)
        // Tokens are of the future now, but a session is bound.
        let after = try stage[.owner].callNow("trips.update", ["id": stage.trip, "title": "Porto"])
        let times = try [before, after].map { try #require(Instant(parsing: $0["updated_at"]?.string ?? "")) }
        #expect(times[0] < times[1])
    }

    @Test func anAccountsChangesAreInItsOwnLog() throws {
        let ann = try world().person("ann")
        let first = try ann.callNow("users.me")
        let second = try ann.callNow("users.update_me", ["bio": "B"])
        #expect(first["revision"] == 1 && second["revision"] == 2 && second["bio"] == "B")
        #expect(try ann.callNow("users.update_me", ["bio": "B"]) == second, "the same is no change")
        _ = try ann.makeTrip()
        let third = try ann.callNow("users.replace_me", ["username": "ANN"])
        #expect(third["revision"] == 4 && third["bio"] == "" && third["first_name"] == "" && third["username"] == "ANN")
    }

    /// What is deep in a body comes back whole, however deep its answer stands in others.
    @Test func aDeepLocationIsReadable() throws {
        let stage = try Stage()
        var deep: JSONValue = "x"
        // With the body and the location itself that makes 64.
        for _ in 0..<62 { deep = [deep] }
        let location: JSONValue = ["x": deep]
        #expect(
            try stage[.owner].callNow("destinations.update", ["id": stage.stops[0], "location": location])["location"]
                == location)
        #expect(try stage[.owner].callNow("destinations.get", ["id": stage.stops[0]])["location"] == location)
        let log = try stage[.owner].all("trips.changes", ["id": stage.trip])
        #expect(log.last?["data"]?["location"] == location)
    }
}
