import CaravanProtocol
import CaravanStdio
import Foundation
import Scenarios
import TestSupport
import TransportConformance

/// JSON-RPC through pipes: each connection is a ``StdioTransport`` of its own on the one application.
struct StdioStage: ScenarioStage {
    private struct Connection: Sendable {
        let requests: PipeEnds
        let answers: PipeEnds
        let channel: PipeChannel
        let peer: RPCTestPeer
    }

    let stage: WorldStage
    private let connections: AsyncStream<Connection>.Continuation

    func connect() throws -> any TransportPeer {
        let (requests, answers) = (try PipeEnds.make(), try PipeEnds.make())
        let channel = PipeChannel(input: answers.reading, output: requests.writing)
        let peer = RPCTestPeer(channel)
        connections.yield(Connection(requests: requests, answers: answers, channel: channel, peer: peer))
        return peer
    }

    func wait(seconds: Int64) { stage.wait(seconds: seconds) }
    func lastMail(to address: String) async -> String? { await stage.lastMail(to: address) }

    /// Serves what `body` connects to; then ends the inputs, and with them the transports.
    static func serve<R: Sendable>(
        _ stage: WorldStage, _ body: @escaping @Sendable (StdioStage) async throws -> R
    ) async throws -> R {
        let (opened, connections) = AsyncStream.makeStream(of: Connection.self)
        async let result = {
            defer { connections.finish() }
            return try await body(StdioStage(stage: stage, connections: connections))
        }()
        try await withThrowingTaskGroup(of: Void.self) { group in
            var open: [PipeChannel] = []
            for await connection in opened {
                open.append(connection.channel)
                group.addTask { await connection.peer.deliverMessages() }
                group.addTask {
                    defer {
                        close(connection.requests.reading)
                        close(connection.answers.writing)
                    }
                    let transport = StdioTransport(
                        input: connection.requests.reading, output: connection.answers.writing)
                    try await transport.run(stage.world.caravan)
                }
            }
            for channel in open { channel.endInput() }
            try await group.waitForAll()
        }
        return try await result
    }
}
