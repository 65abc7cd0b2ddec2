import CaravanCore
import CaravanInProcess
import CaravanProtocol
import Synchronization
import TestSupport
import Testing

/// A client of a live socket in this process: it keeps what came.
final class LiveClient: Sendable {
    private struct State {
        var messages: [(kind: PeerMessage.Kind, json: JSONValue)] = []
        var lastID = 0
    }

    private let state: Inbox
    let peer: InProcessPeer

    /// What the peer's closure and the client share.
    private final class Inbox: Sendable {
        let state = Mutex(State())
    }

    init(_ lane: InProcessLane) {
        let inbox = Inbox()
        state = inbox
        peer = InProcessPeer(lane) { message in
            let json = (try? JSONReader.parse(message.bytes, depthMax: .max)) ?? .null
            inbox.state.withLock { $0.messages.append((message.kind, json)) }
        }
    }

    /// The RPC socket, as the client is known elsewhere.
    static func rpc(_ world: TestWorld, _ lane: InProcessLane, as caller: InProcessClient?) async throws -> LiveClient {
        let client = LiveClient(lane)
        let endpoint = try #require(world.caravan.socket(at: ["ws"]))
        await client.peer.open(endpoint, caller?.credential ?? .none)
        await client.settle()
        return client
    }

    /// The chat socket of a trip.
    static func chat(
        _ world: TestWorld, _ lane: InProcessLane, _ trip: JSONValue, as caller: InProcessClient?
    ) async throws -> LiveClient {
        let client = LiveClient(lane)
        let endpoint = try #require(world.caravan.socket(at: ["ws", "chat", trip.string ?? ""]))
        await client.peer.open(endpoint, caller?.credential ?? .none)
        await client.settle()
        return client
    }

    var end: PeerEnd? { peer.end }

    /// Returns when everything that was sent to it has come.
    func settle() async { await peer.lane.settled() }

    /// Sends one message as it is.
    func send(_ message: JSONValue) async {
        await peer.send(message.written)
        await settle()
    }

    /// All that came since it was last asked for.
    func take() -> [JSONValue] {
        state.state.withLock { state in
            defer { state.messages = [] }
            return state.messages.map(\.json)
        }
    }

    /// Calls a method; answers the whole response, and keeps what else came.
    func call(_ method: String, _ params: JSONObject = [:]) async throws -> JSONValue {
        let id = state.state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await send(["jsonrpc": "2.0", "id": id.json, "method": method.json, "params": .object(params)])
        return try state.state.withLock { state in
            let place = try #require(state.messages.firstIndex { $0.json["id"] == id.json }, "no answer to \(method)")
            return state.messages.remove(at: place).json
        }
    }

    /// The result of a call that succeeds.
    func result(_ method: String, _ params: JSONObject = [:]) async throws -> JSONValue {
        let answer = try await call(method, params)
        return try #require(answer["result"], "\(method): \(answer)")
    }

    /// The HTTP status or JSON-RPC code of a call that fails.
    func code(_ method: String, _ params: JSONObject = [:]) async throws -> Int? {
        try await call(method, params)["error"]?["code"]?.int
    }

    /// The events that came since it was last asked for anything.
    func events() -> [JSONValue] { take().compactMap { $0["method"] == "event" ? $0["params"] : nil } }

    /// Their types.
    func types() -> [String] { events().compactMap { $0["type"]?.string } }

    /// Subscribes to trips by their ids.
    func subscribe(_ trips: JSONValue..., presence: Bool = false) async throws {
        _ = try await result(
            "events.subscribe",
            ["trips": .array(trips.map { ["id": $0] }), "presence": .bool(presence)])
    }
}

extension JSONValue {
    var written: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
