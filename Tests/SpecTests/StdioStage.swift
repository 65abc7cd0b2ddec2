import CaravanProtocol
import CaravanStdio
import Scenarios
import TestSupport

/// JSON-RPC through pipes: each connection is a ``StdioTransport`` of its own on the one application.
struct StdioStage: ScenarioStage {
    private struct Ends: Sendable {
        let input: Int32
        let output: Int32
    }

    let stage: WorldStage
    private let connections: AsyncStream<Ends>.Continuation

    func connect() throws -> any ScenarioPeer {
        let requests = try PipeEnds()
        let answers = try PipeEnds()
        connections.yield(Ends(input: requests.reading, output: answers.writing))
        return StdioPeer(LineChannel(reading: answers.reading, writing: requests.writing))
    }

    func wait(seconds: Int64) { stage.wait(seconds: seconds) }
    func lastMail(to address: String) async -> String? { await stage.lastMail(to: address) }

    /// Serves what `body` connects to. The peers are gone when it returns, which ends their transports.
    static func serve(_ stage: WorldStage, _ body: @escaping @Sendable (StdioStage) async throws -> Void) async throws {
        let (ends, connections) = AsyncStream.makeStream(of: Ends.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { connections.finish() }
                try await body(StdioStage(stage: stage, connections: connections))
            }
            for await pair in ends {
                group.addTask {
                    defer { PipeEnds.close(pair.input, pair.output) }
                    try await StdioTransport(input: pair.input, output: pair.output).run(stage.world.caravan)
                }
            }
            try await group.waitForAll()
        }
    }
}

private actor StdioPeer: ScenarioPeer {
    private let channel: LineChannel
    private var idLast: Int64 = 0

    init(_ channel: LineChannel) {
        self.channel = channel
    }

    func call(_ operation: String, _ input: JSONObject) async throws -> ScenarioAnswer {
        idLast += 1
        let id = JSONValue.number(JSONNumber(idLast))
        var writer = JSONWriter()
        writer.value(["jsonrpc": "2.0", "id": id, "method": .string(operation), "params": .object(input)])
        try channel.send(writer.bytes)
        let answer = try JSONReader.parse(try await channel.receive())
        guard answer["id"] == id else { throw LineChannel.Ended() }
        if let result = answer["result"] { return .success(result) }
        return .problem(answer["error"]?["data"] ?? .null)
    }
}
