import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import TestSupport
import Testing

@testable import CaravanCore

/// A pull without news is answered by heart, and never when there is news.
@Suite struct NoNewsTests {
    /// What a pull answers by heart; `nil` if it is not known by heart.
    private func known(_ world: TestWorld, _ peer: InProcessClient, _ params: JSONObject) throws -> JSONValue? {
        let call = Call(
            "sync.pull", input: CallInput(body: params), credential: peer.credential, requestID: "x", transport: "test")
        guard let reply = world.caravan.performIfBrief(call) else { return nil }
        if let failure = reply.failure { throw failure }
        guard case .json(let bytes) = reply.content else { return nil }
        return try JSONReader.parse(bytes)
    }

    private func cursor(_ peer: InProcessClient, _ params: JSONObject = [:]) throws -> JSONValue {
        var params = params
        for _ in 0..<100 {
            let page = try peer.callNow("sync.pull", params)
            params["cursor"] = page["cursor"]
            if page["has_more"] == false { return page["cursor"] ?? .null }
        }
        return .null
    }

    @Test func itIsKnownByHeartFromTheSecondTimeOn() throws {
        let stage = try Stage()
        let cursor: JSONObject = ["cursor": try cursor(stage[.editor])]
        #expect(try known(stage.world, stage[.editor], cursor) == nil, "nobody has looked yet")
        let looked = try stage[.editor].callNow("sync.pull", cursor)
        let first = try #require(try known(stage.world, stage[.editor], cursor))
        let names = looked.object?.members.map(\.name)
        #expect(first.object?.members.map(\.name) == names)
        #expect(first.without("sync_timestamp") == looked.without("sync_timestamp"))
        #expect(first["sync_timestamp"] != looked["sync_timestamp"], "it tells the present time")
        #expect(try known(stage.world, stage[.editor], cursor.with(["limit": 1])) != nil)
        #expect(try known(stage.world, stage[.editor], cursor.with(["entity_types": ["trip"]])) == nil)
        #expect(try known(stage.world, stage[.editor], cursor.with(["checksums": "all"])) == nil)
        #expect(try known(stage.world, stage[.viewer], cursor) == nil, "the cursor is another's")
    }

    @Test func itEndsWithTheSession() throws {
        let stage = try Stage()
        let cursor: JSONObject = ["cursor": try cursor(stage[.editor])]
        _ = try stage[.editor].callNow("sync.pull", cursor)
        let credential = stage[.editor].credential
        let again = InProcessClient(stage.world.caravan, credential: credential)
        #expect(try known(stage.world, again, cursor) != nil)
        _ = try stage[.editor].callNow(
            "auth.change_password", ["current_password": "correct horse", "new_password": "battery staple"])
        let other = stage.world.peer()
        _ = try other.callNow("auth.login", ["username": "editor", "password": "battery staple"])
        _ = try other.callNow(
            "auth.change_password", ["current_password": "battery staple", "new_password": "correct staple"])
        #expect(throws: Failure.self) { try known(stage.world, again, cursor) }
    }

    @Test(arguments: PullTests.acts) func nothingThatIsNewsStaysUntold(act: PullTests.Act) throws {
        let stage = try Stage()
        let cursor: JSONObject = ["cursor": try cursor(stage[.owner])]
        _ = try stage[.owner].callNow("sync.pull", cursor)
        #expect(try known(stage.world, stage[.owner], cursor) != nil)
        _ = try stage[.owner].callNow(act.operation, act.params(stage))
        #expect(try known(stage.world, stage[.owner], cursor) == nil)
        let page = try stage[.owner].callNow("sync.pull", cursor)
        #expect(page["cursor"] != cursor["cursor"])
    }

    @Test func whoIsRemovedIsTold() throws {
        let stage = try Stage()
        let cursor: JSONObject = ["cursor": try cursor(stage[.editor])]
        _ = try stage[.editor].callNow("sync.pull", cursor)
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.editor)])
        #expect(try known(stage.world, stage[.editor], cursor) == nil)
        let page = try stage[.editor].callNow("sync.pull", cursor)
        #expect(page["deleted"]?["trips"] == [stage.trip])
    }

    /// What another process writes counts from its acknowledgement on.
    @Test func whatAnotherProcessWritesIsTold() throws {
        let file = try DatabaseFile()
        let there = try Stage(in: try TestWorld(file.open(), settings: .unlimited))
        let storage = file.open()
        let here = try TestWorld(storage, seed: 2, settings: .unlimited)
        let owner = InProcessClient(here.caravan, credential: there[.owner].credential)
        for turn in 0..<30 {
            let cursor: JSONObject = ["cursor": try cursor(owner)]
            _ = try owner.callNow("sync.pull", cursor)
            #expect(try known(here, owner, cursor) != nil)
            // Of its own writes it knows elsewhere.
            if turn % 3 == 0 {
                _ = try owner.callNow("trips.create", (["title": "Mine"] as JSONObject).with(Self.dates))
            }
            _ = try there[.editor].say("From there \(turn)", in: there.trip)
            #expect(try known(here, owner, cursor) == nil)
            let page = try owner.callNow("sync.pull", cursor)
            #expect(page["messages"]?.array.count == 1)
        }
        storage.close()
        there.world.storage.close()
    }

    private static let dates: JSONObject = ["start_date": "2031-06-01", "end_date": "2031-06-02"]

    private struct FarBus: Bus {
        var reachesOthers: Bool { true }
        func send(_ hint: BusHint) {}
        func listen(_ body: @escaping @Sendable (BusHint) -> Void) {}
    }

    /// Where other servers write by the same storage, or nobody knows who does, nothing is known by heart.
    @Test func withOtherServersNothingIsKnownByHeart() throws {
        let alone = Live(server: 1, NoBus()) {}
        #expect(alone.moment(others: 1) != nil)
        #expect(alone.moment(others: nil) == nil)
        #expect(Live(server: 1, FarBus()) {}.moment(others: 1) == nil)
        let stage = try Stage(on: .dictionaries)
        let cursor: JSONObject = ["cursor": try cursor(stage[.editor])]
        _ = try stage[.editor].callNow("sync.pull", cursor)
        #expect(try known(stage.world, stage[.editor], cursor) == nil, "this storage tells nothing of others")
    }

    /// Readers pull in a loop while others write: after each acknowledged write the next pull has it.
    @Test func readersMissNothingWhileOthersWrite() async throws {
        let file = try DatabaseFile()
        let stage = try Stage(in: try TestWorld(file.open(readers: 4), settings: .unlimited))
        let start = try cursor(stage[.viewer])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in [Part.owner, .editor] {
                group.addTask {
                    var own = PullClient(stage[writer])
                    for number in 0..<60 {
                        // The cursor of before the write, asked until it is known by heart, must tell of it after it.
                        _ = try own.pull()
                        _ = try? known(stage.world, stage[writer], ["cursor": own.cursor])
                        let message = try await stage[writer].call(
                            "chat.send", ["trip_id": stage.trip, "content": "\(writer) \(number)".json])
                        let page =
                            try known(stage.world, stage[writer], ["cursor": own.cursor])
                            ?? stage[writer].callNow("sync.pull", ["cursor": own.cursor])
                        let ids = (page["messages"]?.array ?? []).map { $0["id"] }
                        #expect(ids.contains(message["id"]), "missed an acknowledged write")
                    }
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    var params: JSONObject = ["cursor": start]
                    for _ in 0..<400 {
                        let page =
                            try known(stage.world, stage[.viewer], params)
                            ?? stage[.viewer].callNow("sync.pull", params)
                        params["cursor"] = page["cursor"]
                    }
                }
            }
            try await group.waitForAll()
        }
        stage.world.storage.close()
    }
}
