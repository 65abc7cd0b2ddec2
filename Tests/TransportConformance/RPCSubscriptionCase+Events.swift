import CaravanProtocol
import Testing
import TransportControl

extension RPCSubscriptionCase {
    /// The next messages are these entries.
    private static func expect(_ revisions: ClosedRange<Int64>, _ peer: RPCTestPeer) async throws {
        for revision in revisions {
            let event = try #require(await peer.receive(), "the connection ended")
            try #require(event == entry(["revision": number(revision)]))
        }
    }

    private static func entry(_ params: JSONObject) -> JSONValue {
        ["jsonrpc": "2.0", "method": "event", "params": .object(params)]
    }

    private static func number(_ value: Int64) -> JSONValue { .number(JSONNumber(value)) }

    private static func subscribe(_ peer: RPCTestPeer, since: Int64? = nil) async throws {
        // Its id is none of the peer's own, so that its place among the events is seen.
        let params: JSONObject = since.map { ["since": number($0)] } ?? [:]
        try await peer.send(RPCTestPeer.request(0, "events.subscribe", .object(params)))
    }

    private static func expectAnswer(_ revision: Int64, _ peer: RPCTestPeer) async throws {
        #expect(await peer.receive() == ["jsonrpc": "2.0", "id": 0, "result": ["revision": number(revision)]])
    }

    static func answerFirst(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        application.emit(1000)
        try await subscribe(peer, since: 0)
        application.emit(500)
        try await expectAnswer(0, peer)
        try await expect(1...1500, peer)
    }

    static func silence(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        for revision in 1...20 as ClosedRange<Int64> {
            application.emit(1)
            try await expect(revision...revision, peer)
        }
    }

    static func order(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        async let emitted: Void = emitSlowly(application)
        for _ in 0..<100 {
            #expect(try await peer.call("control.make", ["title": "among"]).value == ["title": "among"])
        }
        await emitted
        try await expect(1...1000, peer)
    }

    private static func emitSlowly(_ application: ControlApplication) async {
        for _ in 0..<100 {
            application.emit(10)
            await Task.yield()
        }
    }

    static func resuming(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        application.emit(300)
        try await subscribe(peer, since: 299)
        try await expectAnswer(299, peer)
        try await expect(300...300, peer)
        application.emit(1)
        try await expect(301...301, peer)
    }

    static func again(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        application.emit(5)
        for _ in 0..<3 {
            try await subscribe(peer, since: 2)
            try await expectAnswer(2, peer)
            try await expect(3...5, peer)
        }
        application.emit(1)
        try await expect(6...6, peer)
    }

    static func unsubscribing(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        application.emit(1)
        try await expect(1...1, peer)
        #expect(try await peer.call("events.unsubscribe", [:]).value == [:])
        application.emit(5)
        try await subscribe(peer)
        try await expectAnswer(6, peer)
    }

    static func refused(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        let answer = try await peer.call("events.subscribe", ["since": 9])
        #expect(answer.code == 410)
        #expect(try await peer.call("events.subscribe", ["since": "x"]).code == 422)
        #expect(try await peer.call("events.subscribe", [1]).code == RPCFault.Code.invalidParams.rawValue)
        application.emit(2)
        try await expect(1...2, peer)
    }

    static func ephemeral(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        for revision in 1...50 as ClosedRange<Int64> {
            application.emit(1, ephemeral: true)
            #expect(await peer.receive() == entry(["typing": number(revision)]))
            try await expect(revision...revision, peer)
        }
    }

    static func binding(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        #expect(try await peer.call("control.login", ["name": "bob"]).value != nil)
        application.emit(3)
        try await subscribe(peer)
        try await expectAnswer(3, peer)
    }

    static func end(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await subscribe(peer)
        try await expectAnswer(0, peer)
        application.emit(2000, ephemeral: true)
    }
}
