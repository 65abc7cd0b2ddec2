import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What ends peers, and who is behind them.
@Suite struct EndedPeerTests {
    private struct Peers {
        let stage: Stage
        let lane: InProcessLane
        let asking: LiveClient
        let rpc: LiveClient
        let chat: LiveClient
        let foreign: LiveClient
        let refresh: JSONValue

        /// Three peers of one session of the editor's, and one of another person.
        init(_ stage: Stage, _ lane: InProcessLane) async throws {
            (self.stage, self.lane) = (stage, lane)
            asking = try await LiveClient.rpc(stage.world, lane, as: nil)
            let login = try await asking.result("auth.login", ["username": "editor", "password": "correct horse"])
            refresh = login["refresh"] ?? .null
            let caller = stage.world.bearer(login["access"])
            rpc = try await LiveClient.rpc(stage.world, lane, as: caller)
            chat = try await LiveClient.chat(stage.world, lane, stage.trip, as: caller)
            foreign = try await LiveClient.rpc(stage.world, lane, as: stage[.owner])
            for peer in [asking, rpc, foreign] { try await peer.subscribe(stage.trip) }
            await chat.send(["type": "subscribe", "trip_id": stage.trip])
            for peer in [asking, rpc, chat, foreign] { _ = peer.take() }
        }

        /// Nothing of what is said comes to those that were ended.
        func expectOnlyForeign(_ ended: [LiveClient], _ location: SourceLocation = #_sourceLocation) async throws {
            await foreign.settle()
            _ = foreign.take()
            _ = try stage[.viewer].say("Who is there?", in: stage.trip)
            await foreign.settle()
            #expect(foreign.types() == ["message.sent"], sourceLocation: location)
            for peer in ended {
                #expect(peer.end == .unauthenticated, sourceLocation: location)
                #expect(peer.take().isEmpty, sourceLocation: location)
            }
        }
    }

    private func serving(_ body: @Sendable (Peers) async throws -> Void) async throws {
        let stage = try Stage()
        try await InProcessLane.serving { try await body(try await Peers(stage, $0)) }
    }

    @Test func loggingOut() async throws {
        try await serving { peers in
            let answer = try await peers.asking.call("auth.logout", ["refresh": peers.refresh])
            #expect(answer["error"] == nil, "the answer comes first")
            try await peers.expectOnlyForeign([peers.asking, peers.rpc, peers.chat])
        }
    }

    @Test func aChangedPasswordEndsTheOthers() async throws {
        try await serving { peers in
            _ = try await peers.stage[.editor].call(
                "auth.change_password", ["current_password": "correct horse", "new_password": "battery staple"])
            try await peers.expectOnlyForeign([peers.asking, peers.rpc, peers.chat])
        }
    }

    @Test func aChangedPasswordLeavesItsOwnSession() async throws {
        try await serving { peers in
            let other = try await LiveClient.rpc(peers.stage.world, peers.lane, as: peers.stage[.editor])
            _ = try await peers.asking.result(
                "auth.change_password", ["current_password": "correct horse", "new_password": "battery staple"])
            await other.settle()
            #expect(other.end == .unauthenticated)
            #expect([peers.asking, peers.rpc, peers.chat].allSatisfy { $0.end == nil })
        }
    }

    @Test func disablingTheAccount() async throws {
        try await serving { peers in
            _ = try peers.stage.world.caravan.disableUser(email: "editor@example.com")
            try await peers.expectOnlyForeign([peers.asking, peers.rpc, peers.chat])
        }
    }

    @Test func aSocketOutlivesItsToken() async throws {
        try await serving { peers in
            peers.stage.world.clock.advance(seconds: 7 * 24 * 3600)
            _ = try await peers.asking.result("users.me")
            _ = try await peers.rpc.result("users.me")
            _ = try peers.stage[.viewer].say("Still there?", in: peers.stage.trip)
            await peers.rpc.settle()
            #expect(peers.rpc.types() == ["message.sent"] && peers.chat.take().count == 1)
        }
    }

    @Test func anotherLoginTakesThePeerAndEndsItsSubscriptions() async throws {
        try await serving { peers in
            _ = try await peers.asking.result("auth.login", ["username": "viewer", "password": "correct horse"])
            #expect(try await peers.asking.result("users.me")["username"] == "viewer")
            _ = try peers.stage[.owner].say("To whom?", in: peers.stage.trip)
            await peers.rpc.settle()
            #expect(peers.asking.take().isEmpty && peers.rpc.types() == ["message.sent"])
            // It is another's now: what ends the editor's session ends it no more.
            _ = try await peers.rpc.call("auth.logout", ["refresh": peers.refresh])
            await peers.asking.settle()
            #expect(peers.rpc.end == .unauthenticated && peers.asking.end == nil)
            try await peers.asking.subscribe(peers.stage.trip)
            // A login that fails changes nothing.
            #expect(
                try await peers.asking.code("auth.login", ["username": "viewer", "password": "wrong words"]) == 401)
            _ = try peers.stage[.owner].say("To the viewer", in: peers.stage.trip)
            await peers.asking.settle()
            #expect(peers.asking.types() == ["message.sent"])
        }
    }

    @Test func aChangeOfRoleEndsNothing() async throws {
        try await serving { peers in
            _ = try await peers.stage[.owner].call(
                "members.update",
                ["trip_id": peers.stage.trip, "user_id": peers.stage.id(.editor), "role": "viewer"])
            await peers.rpc.settle()
            #expect(peers.rpc.types() == ["member.updated"] && peers.chat.end == nil)
        }
    }

    @Test func whoIsGoneIsForgotten() async throws {
        try await serving { peers in
            for peer in [peers.asking, peers.rpc, peers.chat, peers.foreign] { peer.peer.close() }
            await peers.foreign.settle()
            let room = try peers.stage[.owner].callNow("chat.room", ["trip_id": peers.stage.trip])
            #expect(room["online"] == [])
            // A connection that ends while its visitor is looked up leaves nothing behind either.
            let late = LiveClient(peers.lane)
            late.peer.close()
            await late.peer.open(
                try #require(peers.stage.world.caravan.socket(at: ["ws"])), peers.stage[.editor].credential)
        }
    }
}
