public import CaravanProtocol
import Synchronization
import Testing

/// A JSON-RPC client for tests. Its own calls get their answers by id; everything else that comes is kept in order.
public final class RPCTestPeer: TransportPeer {
    private struct State {
        var idLast = 0
        /// Who waits for the answer to which id; `nil` when no more answers come.
        var waiting: [String: AsyncStream<JSONValue>.Continuation]? = [:]
    }

    private let channel: any MessageChannel
    private let state = Mutex(State())
    private let inbox: AsyncStream<[UInt8]>
    private let deliver: AsyncStream<[UInt8]>.Continuation

    public init(_ channel: any MessageChannel) {
        self.channel = channel
        (inbox, deliver) = AsyncStream.makeStream(of: [UInt8].self)
    }

    /// Hands what comes to whoever waits for it, until the channel ends. A harness runs it in a task beside the body.
    public func deliverMessages() async {
        for await message in channel.messages {
            let parsed = try? JSONReader.parse(message)
            let waiting = parsed?["id"]?.string.flatMap { id in
                state.withLock { $0.waiting?.removeValue(forKey: id) }
            }
            guard let parsed, let waiting else {
                deliver.yield(message)
                continue
            }
            waiting.yield(parsed)
            waiting.finish()
        }
        deliver.finish()
        let left = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting ?? [:]
        }
        for waiting in left.values { waiting.finish() }
    }

    /// Sends bytes as one message.
    public func send(raw message: [UInt8]) async throws { try await channel.send(message) }

    /// Sends a JSON value as one message.
    public func send(_ message: JSONValue) async throws {
        var writer = JSONWriter()
        writer.value(message)
        try await channel.send(writer.bytes)
    }

    /// The next message that is no answer to ``call(_:_:)``; `nil` when the transport ended the connection.
    public func receive() async -> JSONValue? {
        for await message in inbox {
            do {
                return try JSONReader.parse(message)
            } catch {
                Issue.record("no JSON came: \(String(decoding: message, as: UTF8.self))")
            }
        }
        return nil
    }

    public func call(_ operation: String, _ input: JSONValue, meta: JSONObject?) async throws -> TransportAnswer {
        let id = newID()
        let (answers, continuation) = AsyncStream.makeStream(of: JSONValue.self)
        let isOpen = state.withLock { state in
            state.waiting?[id] = continuation
            return state.waiting != nil
        }
        if !isOpen { continuation.finish() }
        try await send(Self.request(.string(id), operation, input.with(meta: meta)))
        for await answer in answers { return Self.answer(answer) }
        throw ConnectionEnded()
    }

    /// The transport ended the connection before an answer came.
    public struct ConnectionEnded: Error {}

    /// A request as the specification has it.
    public static func request(_ id: JSONValue, _ method: String, _ params: JSONValue = [:]) -> JSONValue {
        ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": params]
    }

    public func callInOrder(_ calls: [TransportCall]) async throws -> [TransportAnswer] {
        let ids = calls.map { _ in newID() + "-ordered" }
        for (id, call) in zip(ids, calls) {
            try await send(Self.request(.string(id), call.operation, call.input))
        }
        var answers: [TransportAnswer] = []
        for id in ids {
            let answer = try #require(await receive(), "the connection ended")
            #expect(answer["id"] == .string(id), "answers come in the order of the requests")
            answers.append(Self.answer(answer))
        }
        return answers
    }

    private func newID() -> String {
        state.withLock { state in
            state.idLast += 1
            return "call-\(state.idLast)"
        }
    }

    /// What an answer's object says; it has exactly the members that the specification gives it.
    static func answer(_ message: JSONValue) -> TransportAnswer {
        #expect(message["jsonrpc"] == "2.0")
        let names = Set((message.object ?? [:]).map(\.name))
        if let error = message["error"] {
            #expect(names == ["jsonrpc", "id", "error"])
            #expect(error["message"]?.string?.isEmpty == false)
            guard case .number(let code)? = error["code"], let code = code.int64 else {
                Issue.record("an error has a whole number as its code: \(message)")
                return TransportAnswer(.problem(error["data"] ?? .null))
            }
            return TransportAnswer(.problem(error["data"] ?? .null), code: Int(code))
        }
        #expect(names == ["jsonrpc", "id", "result"])
        return TransportAnswer(.success(message["result"]))
    }
}
