import CaravanProtocol
import CaravanStdio
import Foundation
import TransportConformance
import TransportControl

/// Runs the kit on ``StdioTransport`` over real pipes.
struct StdioHarness: RPCHarness {
    var capabilities: TransportCapabilities {
        TransportCapabilities(codes: .jsonRPC, ordersCalls: true, bindsPeers: true)
    }

    func withRPCPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (RPCTestPeer) async throws -> Void
    ) async throws {
        try await withChannel(application, credential) { channel in
            let peer = RPCTestPeer(channel)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await peer.deliverMessages() }
                try await body(peer)
                channel.endInput()
                try await group.waitForAll()
            }
        }
    }

    /// Serves while `body` runs, which ends the input; then the transport must end by itself.
    func withChannel(
        _ application: ControlApplication, _ credential: Credential = .none,
        _ body: @escaping @Sendable (PipeChannel) async throws -> Void
    ) async throws {
        let requests = try PipeEnds.make()
        let answers = try PipeEnds.make()
        let transport = StdioTransport(input: requests.reading, output: answers.writing, credential: credential)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer {
                    close(requests.reading)
                    close(answers.writing)
                }
                try await transport.run(application)
            }
            try await body(PipeChannel(input: answers.reading, output: requests.writing))
            try await group.waitForAll()
        }
    }
}
