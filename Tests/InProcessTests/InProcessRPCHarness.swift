import CaravanInProcess
import CaravanProtocol
import Testing
import TransportConformance
import TransportControl

/// Runs the kit's RPC cases on ``InProcessPeer``.
struct InProcessRPCHarness: RPCHarness {
    var capabilities: TransportCapabilities {
        TransportCapabilities(codes: .jsonRPC, ordersCalls: true, bindsPeers: true)
    }

    func withRPCPeer(
        _ application: ControlApplication, _ credential: Credential,
        _ body: @escaping @Sendable (RPCTestPeer) async throws -> Void
    ) async throws {
        try await InProcessLane.serving { lane in
            let channel = Channel(lane)
            await channel.peer.open(try #require(application.socket(at: ["ws"])), credential)
            let client = RPCTestPeer(channel)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await client.deliverMessages() }
                group.addTask { await channel.carry() }
                try await body(client)
                channel.finish()
                try await group.waitForAll()
            }
        }
    }

    /// A connection's two directions: what is sent takes effect one after the other.
    private final class Channel: MessageChannel {
        let peer: InProcessPeer
        let messages: AsyncStream<[UInt8]>
        private let received: AsyncStream<[UInt8]>.Continuation
        private let requests: AsyncStream<[UInt8]>
        private let request: AsyncStream<[UInt8]>.Continuation

        init(_ lane: InProcessLane) {
            let (messages, received) = AsyncStream.makeStream(of: [UInt8].self)
            (self.messages, self.received) = (messages, received)
            (requests, request) = AsyncStream.makeStream(of: [UInt8].self)
            peer = InProcessPeer(lane) { received.yield($0.bytes) }
        }

        func send(_ message: [UInt8]) async throws { request.yield(message) }

        func carry() async {
            for await message in requests { await peer.send(message) }
            peer.close()
            await peer.lane.settled()
            received.finish()
        }

        func finish() { request.finish() }
    }
}
