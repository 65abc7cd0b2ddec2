import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// `events.subscribe` and `events.unsubscribe` (WIRE.md section 4), with the whole application.
@Suite struct SubscribeTests {
    private func serving(
        _ store: Store = .sqlite, _ body: @Sendable (Stage, InProcessLane) async throws -> Void
    ) async throws {
        let stage = try Stage(on: store)
        try await InProcessLane.serving { try await body(stage, $0) }
    }

    @Test(arguments: Store.allCases) func eventsAreTheEntriesOfTheLog(store: Store) async throws {
        try await serving(store) { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.viewer])
            let answer = try await ann.result("events.subscribe", ["trips": [["id": stage.trip, "since": 0]]])
            let head = try #require(answer["trips"]?.array.first?["revision"]?.int)
            await ann.settle()
            let before = ann.events()
            #expect(before.last?["revision"]?.int == head, "the answer says how far the gap reaches")
            #expect(before == (try stage[.viewer].all("trips.changes", ["id": stage.trip, "after": 0])))
            for operation in [
                "trips.update", "trips.plan", "members.update", "destinations.create", "activities.complete",
            ] {
                _ = try stage[.owner].callNow(operation, stage.params(operation) ?? [:])
            }
            _ = try stage[.editor].say("Hello", in: stage.trip)
            await ann.settle()
            let after = ann.events()
            let all = try stage[.viewer].all("trips.changes", ["id": stage.trip, "after": 0])
            #expect(before + after == all && after.count > 5)
            #expect(
                after.last?["actor"]?["username"] == "editor"
                    && after.last?["scope"]?.string?.hasPrefix("trip:") == true)
        }
    }

    @Test func allOrNothing() async throws {
        try await serving { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            let dead: JSONValue = "018f3b5c-0000-7000-8000-00000000dead"
            let own: JSONValue = ["id": stage.trip]
            let refused: [(JSONValue, Int)] = [
                ([own, ["id": stage.elsewhere.trip]], 404), ([own, ["id": dead]], 404),
                ([own, ["id": stage.id(.editor)]], 404),
                ([own, ["id": stage.trip, "since": 1_000_000]], 410),
                ([own, ["id": stage.trip, "epoch": "other"]], 410),
                ([own, ["id": stage.trip, "since": 1, "epoch": "other"]], 410), ([own, ["id": "x"]], 422),
                ([own, [:]], 422),
                ([own, stage.trip], 422), ([own, ["id": stage.trip, "since": -1]], 422),
                ([own, ["id": stage.trip, "since": "1"]], 422), ([own, ["id": stage.trip, "since": [:]]], 422),
                ([own, ["id": stage.trip, "epoch": 1]], 422), ("some", 422), (nil, 422), ([:], 422),
            ]
            for (trips, code) in refused {
                #expect(try await ann.code("events.subscribe", ["trips": trips]) == code, "\(trips)")
            }
            #expect(try await ann.code("events.subscribe", [:]) == 422)
            #expect(try await ann.code("events.subscribe", ["trips": [own], "presence": 1]) == 422)
            #expect(try await ann.code("events.unsubscribe", [:]) == 422)
            _ = try stage[.owner].say("Nobody listens", in: stage.trip)
            await ann.settle()
            #expect(ann.take().isEmpty)
            let epoch = try await ann.result("events.subscribe", ["trips": [own]])["trips"]?.array.first?["epoch"]
            _ = try await ann.result(
                "events.subscribe", ["trips": [["id": stage.trip, "since": 0, "epoch": epoch ?? .null]]])
        }
    }

    @Test func whoIsNoMemberOfAPublicTripIsNone() async throws {
        let stage = try Stage(visibility: "public")
        try await InProcessLane.serving { lane in
            for part in [Part.outsider, .former] {
                let peer = try await LiveClient.rpc(stage.world, lane, as: stage[part])
                #expect(try await peer.code("events.subscribe", ["trips": [["id": stage.trip]]]) == 404)
            }
            let nobody = try await LiveClient.rpc(stage.world, lane, as: nil)
            #expect(try await nobody.code("events.subscribe", ["trips": "all"]) == 401)
            #expect(try await nobody.code("events.unsubscribe", ["trips": "all"]) == 401)
            #expect(nobody.end == nil)
            let wrong = LiveClient(lane)
            await wrong.peer.open(try #require(stage.world.caravan.socket(at: ["ws"])), .bearer("nonsense"))
            await wrong.settle()
            #expect(wrong.end == .unauthenticated)
        }
    }

    @Test func againReplaysAndUnsubscribingEnds() async throws {
        try await serving { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            try await ann.subscribe(stage.trip)
            _ = try stage[.owner].say("One", in: stage.trip)
            await ann.settle()
            let one = ann.events()
            #expect(one.count == 1)
            let since = (one[0]["revision"]?.int ?? 0) - 3
            for _ in 0..<2 {
                _ = try await ann.result("events.subscribe", ["trips": [["id": stage.trip, "since": since.json]]])
                #expect(ann.events().compactMap { $0["revision"]?.int } == [since + 1, since + 2, since + 3])
            }
            let again = try await ann.result("events.subscribe", ["trips": [["id": stage.trip]]])
            #expect(again["trips"]?.array.first?["revision"]?.int == since + 3 && ann.events().isEmpty)
            #expect(try await ann.result("events.unsubscribe", ["trips": [["id": stage.trip]]]) == [:])
            _ = try stage[.owner].say("Two", in: stage.trip)
            await ann.settle()
            #expect(ann.take().isEmpty)
        }
    }

    @Test func whoeverNamesHisOwnLogIsStillToldThatHeWasRemoved() async throws {
        try await serving { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            try await ann.subscribe(stage.trip)
            _ = try await ann.result("events.unsubscribe", ["trips": [["id": stage.id(.editor)]]])
            _ = try await stage[.owner].call("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.editor)])
            _ = try stage[.owner].say("Among us", in: stage.trip)
            await ann.settle()
            #expect(ann.types() == ["member.removed", "access.revoked"])
        }
    }

    @Test func aHundredTripsAndNoMore() async throws {
        try await serving { stage, lane in
            let owner = stage[.owner]
            var trips: [JSONValue] = []
            for _ in 0..<101 { trips.append(["id": try owner.makeTrip()]) }
            let ann = try await LiveClient.rpc(stage.world, lane, as: owner)
            #expect(try await ann.code("events.subscribe", ["trips": .array(trips)]) == 422)
            _ = try await ann.result("events.subscribe", ["trips": .array(Array(trips[..<60]))])
            #expect(try await ann.code("events.subscribe", ["trips": .array(Array(trips[60...]))]) == 422)
            _ = try await ann.result("events.subscribe", ["trips": .array(Array(trips[..<100]))])
            _ = try await ann.result("events.subscribe", ["trips": .array(Array(trips[..<100]))])
            #expect(try await ann.code("events.subscribe", ["trips": [trips[100]]]) == 422)
            _ = try await ann.result("events.unsubscribe", ["trips": [trips[0]]])
            _ = try await ann.result("events.subscribe", ["trips": [trips[100]]])
            // All of them count as none.
            let all = try await ann.result("events.subscribe", ["trips": "all"])
            #expect(all["trips"]?.array.count == 103)
            _ = try await ann.result("events.unsubscribe", ["trips": "all"])
            _ = try await ann.result("events.subscribe", ["trips": "all"])
            _ = try await ann.result("events.subscribe", ["trips": .array(Array(trips[1...]))])
        }
    }

    // MARK: - All

    @Test(arguments: Store.allCases) func allGainsAndLosesTrips(store: Store) async throws {
        try await serving(store) { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.outsider])
            #expect(try await ann.result("events.subscribe", ["trips": "all"])["trips"] == [])
            let membership: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.outsider)]
            for _ in 0..<3 {
                _ = try await stage[.owner].call("members.add", membership.with(["role": "viewer"]))
                let said = try stage[.owner].say("Before it looks", in: stage.trip)
                await stage.world.caravan.attend()
                _ = try stage[.owner].say("After", in: stage.trip)
                await ann.settle()
                let events = ann.events()
                #expect(
                    events.compactMap { $0["type"]?.string } == [
                        "access.granted", "member.added", "message.sent", "message.sent",
                    ])
                #expect(events.first?["data"] == ["trip_id": stage.trip] && events[2]["data"]?["id"] == said)
                _ = try await stage[.owner].call("members.remove", membership)
                _ = try stage[.owner].say("Among us", in: stage.trip)
                await stage.world.caravan.attend()
                await ann.settle()
                #expect(ann.types() == ["member.removed", "access.revoked"])
            }
            // His own trips, as he makes them.
            let own = try stage[.outsider].makeTrip()
            await stage.world.caravan.attend()
            await ann.settle()
            #expect(ann.types() == ["access.granted", "trip.created"])
            _ = try await stage[.outsider].call("trips.delete", ["id": own])
            await stage.world.caravan.attend()
            await ann.settle()
            #expect(ann.types() == ["trip.deleted", "access.revoked"])
        }
    }

    @Test func aDeletedTripIsToldFirst() async throws {
        try await serving { stage, lane in
            let named = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            let all = try await LiveClient.rpc(stage.world, lane, as: stage[.viewer])
            let chat = try await LiveClient.chat(stage.world, lane, stage.trip, as: stage[.viewer])
            try await named.subscribe(stage.trip)
            _ = try await all.result("events.subscribe", ["trips": "all"])
            await chat.send(["type": "subscribe", "trip_id": stage.trip])
            _ = (named.take(), all.take(), chat.take())
            _ = try await stage[.owner].call("trips.delete", ["id": stage.trip])
            await chat.settle()
            #expect(named.types() == ["trip.deleted", "access.revoked"])
            #expect(all.types() == ["trip.deleted", "access.revoked"])
            #expect(chat.take().compactMap { $0["event"]?["type"] } == ["trip.deleted"])
            #expect(chat.end == .forbidden && named.end == nil && all.end == nil)
        }
    }

    @Test func aNewAccessIsSubscribedAnew() async throws {
        try await serving { stage, lane in
            let ann = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            let membership: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.editor)]
            for _ in 0..<3 {
                try await ann.subscribe(stage.trip)
                _ = try await stage[.owner].call("members.remove", membership)
                await ann.settle()
                #expect(ann.types() == ["member.removed", "access.revoked"])
                #expect(try await ann.code("events.subscribe", ["trips": [["id": stage.trip]]]) == 404)
                _ = try await stage[.owner].call("members.add", membership.with(["role": "editor"]))
                _ = try stage[.owner].say("He does not listen yet", in: stage.trip)
                await ann.settle()
                #expect(ann.take().isEmpty)
            }
        }
    }

    // MARK: - Presence

    @Test func presenceAndTyping() async throws {
        try await serving { stage, lane in
            let watcher = try await LiveClient.rpc(stage.world, lane, as: stage[.owner])
            try await watcher.subscribe(stage.trip)
            let one = try await LiveClient.rpc(stage.world, lane, as: stage[.editor])
            let two = try await LiveClient.chat(stage.world, lane, stage.trip, as: stage[.editor])
            try await one.subscribe(stage.trip, presence: true)
            await two.send(["type": "subscribe", "trip_id": stage.trip])
            #expect(watcher.types() == ["presence.joined"])
            let room = try stage[.owner].callNow("chat.room", ["trip_id": stage.trip])
            #expect(room["online"]?.array.compactMap { $0["username"] } == ["editor"])
            _ = try await stage[.editor].call("chat.typing", ["trip_id": stage.trip, "is_typing": true])
            await watcher.settle()
            let typing = try #require(watcher.events().first)
            #expect(typing["type"] == "typing" && typing["revision"] == nil)
            #expect(
                typing["data"]
                    == ["user_id": stage.id(.editor), "username": "editor", "is_typing": true])
            // His last word never comes.
            stage.world.clock.advance(seconds: 7)
            await stage.world.caravan.attend()
            await watcher.settle()
            #expect(watcher.events().compactMap { $0["data"]?["is_typing"] } == [false])
            one.peer.close()
            await watcher.settle()
            #expect(watcher.take().isEmpty)
            two.peer.close()
            await watcher.settle()
            #expect(watcher.types() == ["presence.left"])
            #expect(one.types().isEmpty)
            #expect(!two.take().contains { $0["type"] == "user_typing" || $0["type"] == "user_joined" })
        }
    }
}
