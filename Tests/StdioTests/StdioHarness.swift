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
        let requests = try Pipe.make()
        let answers = try Pipe.make()
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

/// The two ends of a pipe.
struct Pipe {
    let reading: Int32
    let writing: Int32

    static func make() throws -> Pipe {
        var numbers: [Int32] = [-1, -1]
        guard pipe(&numbers) == 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EIO) }
        for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        return Pipe(reading: numbers[0], writing: numbers[1])
    }
}
