import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Two processes on one database: what one writes reaches the other's peers when it looks.
@Suite struct OtherProcessTests {
    /// Here the peers are; there it is written.
    private struct Pair: Sendable {
        let file: DatabaseFile
        let there: Stage
        let storage: FailingStorage
        let here: TestWorld
        let lane: InProcessLane

        init(_ lane: InProcessLane) throws {
            file = try DatabaseFile()
            there = try Stage(in: try TestWorld(file.open(), settings: .unlimited))
            storage = FailingStorage(file.open())
            here = try TestWorld(storage, seed: 2, settings: .unlimited)
            self.lane = lane
        }

        var trip: JSONValue { there.trip }
        func membership(_ part: Part) -> JSONObject { ["trip_id": trip, "user_id": there.id(part)] }
        func rpc(_ part: Part) async throws -> LiveClient { try await .rpc(here, lane, as: there[part]) }

        func chat(_ part: Part) async throws -> LiveClient {
            let peer = try await LiveClient.chat(here, lane, trip, as: there[part])
            await peer.send(["type": "subscribe", "trip_id": trip])
            _ = peer.take()
            return peer
        }

        /// A second later it looks.
        func attend() async {
            here.clock.advance(seconds: 1)
            here.caravan.attendNow()
            await lane.lane.settled()
        }
    }

    private func serving(_ body: @Sendable (Pair) async throws -> Void) async throws {
        try await InProcessLane.serving { lane in
            let pair = try Pair(lane)
            // The first look remembers how the database was.
            try await body(pair)
            pair.storage.close()
            pair.there.world.storage.close()
        }
    }

    @Test func whatIsWrittenThereComesHere() async throws {
        try await serving { pair in
            let (named, chat) = (try await pair.rpc(.editor), try await pair.chat(.viewer))
            try await named.subscribe(pair.trip)
            await pair.attend()
            _ = try pair.there[.owner].say("From there", in: pair.trip)
            pair.here.caravan.attendNow()
            await named.settle()
            #expect(named.take().isEmpty, "it looks once a second")
            await pair.attend()
            #expect(named.types() == ["message.sent"])
            #expect(chat.take().first?["message"]?["content"] == "From there")
            // More than a page, and something of its own between.
            for index in 0..<230 { _ = try pair.there[.owner].say("N\(index)", in: pair.trip) }
            let here = InProcessClient(pair.here.caravan, credential: pair.there[.editor].credential)
            _ = try here.callNow("chat.send", ["trip_id": pair.trip, "content": "From here"])
            await pair.attend()
            let events = named.events()
            #expect(events.count == 231 && events.last?["data"]?["content"] == "From here")
            #expect(events == (try pair.there[.owner].all("trips.changes", ["id": pair.trip])).suffix(231))
            #expect(chat.take().count == 231)
        }
    }

    @Test func removalsThereEndHere() async throws {
        try await serving { pair in
            let (named, all) = (try await pair.rpc(.editor), try await pair.rpc(.editor))
            let (chat, idle) = (
                try await pair.chat(.editor),
                try await LiveClient.chat(pair.here, pair.lane, pair.trip, as: pair.there[.editor])
            )
            try await named.subscribe(pair.trip)
            _ = try await all.result("events.subscribe", ["trips": "all"])
            await pair.attend()
            _ = try await pair.there[.owner].call("members.remove", pair.membership(.editor))
            _ = try pair.there[.owner].say("Among us", in: pair.trip)
            await pair.attend()
            #expect(named.types() == ["access.revoked"] && all.types() == ["access.revoked"])
            #expect(chat.end == .forbidden && idle.end == .forbidden && chat.take().isEmpty)
            _ = try await pair.there[.owner].call("members.add", pair.membership(.editor).with(["role": "viewer"]))
            _ = try pair.there[.owner].say("He is back", in: pair.trip)
            await pair.attend()
            #expect(all.types() == ["access.granted", "member.added", "message.sent"] && named.take().isEmpty)
        }
    }

    /// Removed, spoken of, and only then the trip is deleted, all before this process looks.
    @Test func whatWasSaidBetweenRemovalAndDeletionIsNotTold() async throws {
        try await serving { pair in
            let (removed, stays) = (try await pair.rpc(.editor), try await pair.rpc(.viewer))
            for peer in [removed, stays] { try await peer.subscribe(pair.trip) }
            await pair.attend()
            _ = try await pair.there[.owner].call("members.remove", pair.membership(.editor))
            pair.there.world.clock.advance(seconds: 1)
            _ = try pair.there[.owner].say("Among us", in: pair.trip)
            pair.there.world.clock.advance(seconds: 1)
            _ = try await pair.there[.owner].call("trips.delete", ["id": pair.trip])
            await pair.attend()
            #expect(removed.types() == ["access.revoked"])
            #expect(stays.types() == ["member.removed", "message.sent", "trip.deleted", "access.revoked"])
        }
    }

    @Test func anOldRemovalEndsNoNewSubscription() async throws {
        try await serving { pair in
            let (named, all) = (try await pair.rpc(.editor), try await pair.rpc(.editor))
            await pair.attend()
            _ = try await pair.there[.owner].call("members.remove", pair.membership(.editor))
            _ = try await pair.there[.owner].call("members.add", pair.membership(.editor).with(["role": "viewer"]))
            try await named.subscribe(pair.trip)
            _ = try await all.result("events.subscribe", ["trips": "all"])
            let chat = try await pair.chat(.editor)
            await pair.attend()
            #expect(named.take().isEmpty && all.take().isEmpty && chat.end == nil)
            _ = try pair.there[.owner].say("To all", in: pair.trip)
            await pair.attend()
            #expect(named.types() == ["message.sent"] && all.types() == ["message.sent"] && chat.take().count == 1)
        }
    }

    @Test(arguments: ["auth.logout", "auth.change_password", "disabling"]) func sessionsThatEndThere(how: String)
        async throws
    {
        try await serving { pair in
            let client = pair.there.world.peer()
            let login = try await client.call("auth.login", ["username": "editor", "password": "correct horse"])
            let peers = [
                try await LiveClient.rpc(pair.here, pair.lane, as: client), try await pair.rpc(.viewer),
                try await LiveClient.chat(pair.here, pair.lane, pair.trip, as: client),
            ]
            try await peers[0].subscribe(pair.trip)
            await pair.attend()
            switch how {
            case "disabling": _ = try pair.there.world.caravan.disableUser(email: "editor@example.com")
            case "auth.logout": _ = try await client.call(how, ["refresh": login["refresh"] ?? .null])
            default:
                _ = try await pair.there[.editor].call(
                    how, ["current_password": "correct horse", "new_password": "battery staple"])
            }
            await pair.attend()
            #expect(peers.map(\.end) == [.unauthenticated, nil, .unauthenticated])
        }
    }

    @Test func alsoWhenItCouldNotLookAtFirst() async throws {
        try await serving { pair in
            let (named, all) = (try await pair.rpc(.editor), try await pair.rpc(.outsider))
            try await named.subscribe(pair.trip)
            _ = try await all.result("events.subscribe", ["trips": "all"])
            await pair.attend()
            for _ in 0..<2 {
                _ = try pair.there[.owner].say("From there", in: pair.trip)
                pair.storage.failNextRead(.unavailable("busy"))
                await pair.attend()
                #expect(named.take().isEmpty)
                await pair.attend()
                #expect(named.types() == ["message.sent"])
            }
            let here = InProcessClient(pair.here.caravan, credential: pair.there[.owner].credential)
            _ = try await here.call("members.add", pair.membership(.outsider).with(["role": "viewer"]))
            pair.storage.failNextRead(.unavailable("busy"))
            await pair.attend()
            await pair.attend()
            #expect(all.types() == ["access.granted", "member.added"])
        }
    }
}
