import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What a pull brings.
@Suite struct PullTests {
    struct Act: Sendable, CustomTestStringConvertible {
        let operation: String
        let params: @Sendable (Stage) -> JSONObject
        let list: String
        let id: @Sendable (Stage) -> JSONValue
        let isGone: Bool
        var testDescription: String { operation }

        init(
            _ operation: String, _ list: String, gone: Bool = false, _ id: @escaping @Sendable (Stage) -> JSONValue,
            _ params: @escaping @Sendable (Stage) -> JSONObject
        ) {
            (self.operation, self.list, self.id, self.params, isGone) = (operation, list, id, params, gone)
        }
    }

    static let acts: [Act] = [
        Act("trips.update", "trips", { $0.trip }) { ["id": $0.trip, "title": "New"] },
        Act("trips.plan", "trips", { $0.trip }) { ["id": $0.trip] },
        Act("members.add", "trips", { $0.trip }) { ["trip_id": $0.trip, "user_id": $0.newcomer, "role": "viewer"] },
        Act("trips.transfer", "trips", { $0.trip }) { ["id": $0.trip, "user_id": $0.id(.editor)] },
        Act("destinations.update", "destinations", { $0.stops[0] }) { ["id": $0.stops[0], "name": "New"] },
        Act("destinations.reorder", "destinations", { $0.stops[1] }) { ["id": $0.stops[0], "order": 1] },
        Act("destinations.delete", "destinations", gone: true, { $0.stops[0] }) { ["id": $0.stops[0]] },
        Act("destinations.delete", "activities", gone: true, { $0.acts[1] }) { ["id": $0.stops[0]] },
        Act("activities.complete", "activities", { $0.acts[0] }) { ["id": $0.acts[0]] },
        Act("activities.delete", "activities", gone: true, { $0.acts[0] }) { ["id": $0.acts[0]] },
        Act("chat.edit", "messages", { $0.message(of: .owner) }) { ["id": $0.message(of: .owner), "content": "New"] },
        Act("chat.delete", "messages", gone: true, { $0.message(of: .editor) }) { ["id": $0.message(of: .editor)] },
        Act("trips.delete", "trips", gone: true, { $0.trip }) { ["id": $0.trip] },
    ]

    @Test(arguments: acts, ["cursor", "time"]) func eachKindOfChange(act: Act, by: String) throws {
        let stage = try Stage()
        var client = PullClient(stage[.owner])
        let first = try stage[.owner].callNow("sync.pull")
        client.apply(first)
        if by == "time" { stage.world.clock.advance(seconds: 3600) }
        _ = try stage[.owner].callNow(act.operation, act.params(stage))
        let since = by == "time" ? "last_sync_timestamp" : "cursor"
        let page = try stage[.owner].callNow(
            "sync.pull", [since: by == "time" ? first["sync_timestamp"] ?? .null : first["cursor"] ?? .null])
        let id = act.id(stage)
        let isSent = (page[act.list]?.array ?? []).contains { $0["id"] == id }
        let isGone = (page["deleted"]?[act.list]?.array ?? []).contains(id)
        #expect((isSent, isGone) == (!act.isGone, act.isGone))
        client.apply(page)
        try client.expectConverged()
        #expect((page["trips"]?.array.count ?? 9) <= 1 || by == "time", "the other trip is not told again")
    }

    /// What one change of a member does: the trip looks otherwise to him, though its revision is the same.
    @Test(arguments: [1, 2, 5]) func aTripLooksOtherwiseAfterAChangeOfMembers(limit: Int) throws {
        let stage = try Stage()
        var viewer = PullClient(stage[.viewer])
        try viewer.pull()
        _ = try stage[.owner].callNow(
            "members.update", ["trip_id": stage.trip, "user_id": stage.id(.viewer), "role": "editor"])
        try viewer.pull(["limit": limit.json])
        #expect(viewer.store["trips"]?.values.first?["role"] == "editor")
        _ = try stage[.owner].callNow(
            "members.remove", ["trip_id": stage.trip, "user_id": stage.id(.editor)])
        try viewer.pull(["limit": limit.json])
        #expect(viewer.store["trips"]?.values.first?["member_count"] == 2)
        try viewer.expectConverged()
    }

    @Test(arguments: [1, 2, 5]) func inPages(limit: Int) throws {
        let stage = try Stage()
        var client = PullClient(stage[.owner])
        try client.pull(["limit": limit.json])
        try client.expectConverged()
        for stop in stage.stops { _ = try stage[.owner].callNow("destinations.update", ["id": stop, "name": "New"]) }
        _ = try stage[.owner].makeTrip(["title": "Third"])
        try client.pull(["limit": limit.json])
        try client.expectConverged()
    }

    @Test func theFirstBringsAllAndTheNextNothing() throws {
        let stage = try Stage()
        let first = try stage[.editor].callNow("sync.pull")
        #expect(first["trips"]?.array == [try stage[.editor].callNow("trips.get", ["id": stage.trip])])
        #expect(first["messages"]?.array.count == 3 && first["members"]?.array.count == 3)
        #expect(first["deleted"] == PullTests.nothingDeleted, "who removed whom before is nothing to him")
        let next = try stage[.editor].callNow("sync.pull", ["cursor": first["cursor"] ?? .null])
        for list in PullClient.lists { #expect(next[list] == .array([])) }
        #expect(next["deleted"] == PullTests.nothingDeleted && next["has_more"] == false && next["checksums"] == [:])
        let all = try stage[.editor].callNow(
            "sync.pull_get", ["cursor": next["cursor"] ?? .null, "checksums": "all"])
        #expect(all["checksums"] == first["checksums"] && all["checksums"]?.object?.count == 1)
    }

    static let nothingDeleted: JSONValue = [
        "trips": [], "destinations": [], "activities": [], "messages": [], "members": [],
    ]

    // MARK: - Gained and lost

    @Test(arguments: [1, 3, 1000]) func lostAndRegainedIsBoth(limit: Int) throws {
        let stage = try Stage()
        var client = PullClient(stage[.viewer])
        try client.pull()
        let before = client.cursor
        let user: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.viewer)]
        _ = try stage[.owner].callNow("members.remove", user)
        _ = try stage[.owner].callNow("members.add", user.with(["role": "editor"]))
        let page = try stage[.viewer].callNow("sync.pull", ["cursor": before])
        #expect(page["deleted"]?["trips"] == .array([stage.trip]))
        #expect(page["trips"]?.array.count == 1 && page["destinations"]?.array.count == 2)
        try client.pull(["limit": limit.json])
        try client.expectConverged()
    }

    @Test func gainedAndLostAgainIsNothing() throws {
        let stage = try Stage()
        let cursor = try stage[.outsider].callNow("sync.pull")["cursor"] ?? .null
        let user: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.outsider)]
        _ = try stage[.owner].callNow("members.add", user.with(["role": "editor"]))
        _ = try stage[.owner].callNow("members.remove", user)
        let page = try stage[.outsider].callNow("sync.pull", ["cursor": cursor])
        #expect(page["trips"] == .array([]) && page["checksums"] == [:])
    }

    @Test(arguments: [1, 2, 4, 7]) func removedBetweenTwoPages(limit: Int) throws {
        let stage = try Stage()
        var client = PullClient(stage[.viewer])
        #expect(try client.pullPage(["limit": limit.json]))
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.viewer)])
        _ = try stage[.owner].makeStop(stage.trip, ["name": "Secret"])
        let page = try stage[.viewer].callNow("sync.pull", ["cursor": client.cursor])
        for list in PullClient.lists { #expect(page[list] == .array([])) }
        try client.pull(["limit": limit.json])
        try client.expectConverged()
        #expect(client.store["trips"]?.isEmpty == true)
    }

    @Test func byTimeALossIsToldWhateverHeHad() throws {
        let stage = try Stage()
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.viewer)])
        let now = try stage[.viewer].callNow("sync.pull")["sync_timestamp"] ?? .null
        let page = try stage[.viewer].callNow("sync.pull", ["last_sync_timestamp": now])
        #expect(page["deleted"]?["trips"] == .array([stage.trip]))
    }

    /// A trip that he gained since comes whole, and still names what was deleted since: he may have had it before.
    @Test(arguments: [1, 3, 1000]) func byTimeATripGainedSinceNamesWhatIsGone(limit: Int) throws {
        let stage = try Stage()
        stage.world.clock.advance(seconds: 3600)
        let since = try stage[.outsider].callNow("sync.pull")["sync_timestamp"] ?? .null
        stage.world.clock.advance(seconds: 3600)
        let user: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.outsider)]
        _ = try stage[.owner].callNow("destinations.delete", ["id": stage.stops[0]])
        _ = try stage[.owner].callNow("chat.delete", ["id": stage.message(of: .editor)])
        _ = try stage[.owner].callNow("members.add", user.with(["role": "editor"]))
        var page = try stage[.outsider].callNow("sync.pull", ["last_sync_timestamp": since, "limit": limit.json])
        var gone: [JSONValue] = []
        for _ in 0..<100 {
            for list in PullClient.lists { gone += page["deleted"]?[list]?.array ?? [] }
            guard page["has_more"] == true else { break }
            page = try stage[.outsider].callNow("sync.pull", ["cursor": page["cursor"] ?? .null, "limit": limit.json])
        }
        let expected = [stage.stops[0], stage.acts[0], stage.acts[1], stage.message(of: .editor)]
        #expect(Set(gone.compactMap(\.string)) == Set(expected.compactMap(\.string)))
    }

    // MARK: - Types

    @Test func onlyWhatIsAskedFor() throws {
        let stage = try Stage()
        let page = try stage[.owner].callNow("sync.pull_get", ["entity_types": "destination,message"])
        #expect(page["trips"] == .array([]) && page["members"] == .array([]) && page["activities"] == .array([]))
        #expect(page["destinations"]?.array.count == 3 && page["messages"]?.array.count == 3)
        // What is passed over is passed over.
        _ = try stage[.owner].callNow("trips.plan", ["id": stage.trip])
        let next = try stage[.owner].callNow(
            "sync.pull", ["cursor": page["cursor"] ?? .null, "entity_types": ["destination"], "limit": 1])
        #expect(next["trips"] == .array([]) && next["has_more"] == false)
        #expect(next["checksums"]?.object?.count == 1)
    }

    @Test(arguments: [1, 3, 1000]) func whoAsksForMoreGetsAllAnew(limit: Int) throws {
        let stage = try Stage()
        var client = PullClient(stage[.editor])
        try client.pull()
        try client.pull(["entity_types": ["trip", "activity"]])
        _ = try stage[.owner].callNow("destinations.delete", ["id": stage.stops[0]])
        try client.pull(["entity_types": ["trip", "activity"]])
        #expect(client.store["destinations"]?.count == 2, "he was not told")
        let page = try stage[.editor].callNow("sync.pull", ["cursor": client.cursor])
        #expect(page["deleted"]?["trips"] == .array([stage.trip]) && page["trips"]?.array.count == 1)
        try client.pull(["limit": limit.json])
        try client.expectConverged()
    }

    @Test func aTripIsLostWhateverWasAskedFor() throws {
        let stage = try Stage()
        let only: JSONObject = ["entity_types": ["message"]]
        let first = try stage[.viewer].callNow("sync.pull", only)
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.viewer)])
        let page = try stage[.viewer].callNow("sync.pull", only.with(["cursor": first["cursor"] ?? .null]))
        #expect(page["deleted"]?["trips"] == .array([stage.trip]))
    }

    // MARK: - Bad input

    @Test func whatIsNoCursorOfHis() throws {
        let stage = try Stage()
        let cursor = try stage[.owner].callNow("sync.pull")["cursor"]?.string ?? ""
        for bad in ["", "x", "!", String(cursor.dropLast(3)), cursor + "x", cursor + "AAAA", "é"] {
            #expect(stage[.owner].code("sync.pull", ["cursor": bad.json]) == .malformed)
        }
        #expect(stage[.editor].code("sync.pull", ["cursor": cursor.json]) == .malformed)
        let bad: [(String, JSONValue)] = [
            ("entity_types", []), ("entity_types", ["hotel"]), ("entity_types", ""),
            ("entity_types", 1), ("limit", 0), ("limit", 5001), ("limit", "x"), ("checksums", "some"), ("cursor", 1),
            ("last_sync_timestamp", "now"), ("entity_types", [1]),
        ]
        for (field, value) in bad {
            #expect(stage[.owner].fields("sync.pull", [field: value]) == [field], "\(field) \(value)")
        }
        for fine: JSONObject in [["entity_types": .null], ["last_sync_timestamp": .null], ["limit": 5000]] {
            #expect(stage[.owner].code("sync.pull", fine) == nil)
        }
    }
}
