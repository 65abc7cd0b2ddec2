import CaravanHTTP
import CaravanProtocol
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

@Suite("Peers that do not take what is sent to them", .inTime)
struct SlowPeerTests {
    private static func slow(_ server: SocketServer, _ request: String) async throws -> SocketClient {
        let raw = try await RawClient.connect(port: server.port, isReading: false)
        raw.send(SocketClient.request("/ws/"))
        raw.send(Frame.text(request).bytes)
        return SocketClient(raw: raw)
    }

    private static func awaitEnd(_ server: SocketServer) async throws {
        try await server.waits { server.application.last?.endedCount == 1 }
    }

    /// Waits until the messages were sent, as far as they are.
    private static func awaitFlood(_ server: SocketServer) async throws {
        try await server.waits { server.application.last?.received.count == 1 }
        try await Task.sleep(for: .milliseconds(500))
    }

    /// No durable message is missing before the close frame, and none is dropped without it.
    @Test func areClosedOnceTheyRead() async throws {
        try await SocketServer.with { server in
            let client = try await Self.slow(server, "flood 2000 10000 durable")
            try await Self.awaitEnd(server)
            try await client.raw.startReading()
            #expect(try await client.closeCode() == 4008)
            let messages = client.frames.dropLast()
            for (number, frame) in messages.enumerated() { #expect(frame.text.hasPrefix("durable \(number) ")) }
            #expect(messages.count < 2000)
            #expect(
                client.frames.last.map { String(decoding: $0.payload.dropFirst(2), as: UTF8.self) }?.contains("since")
                    == true)
        }
    }

    /// What was missed waits for the client, not the client for the limit of what is live.
    @Test func areGivenWhatTheyMissedAsTheyTakeIt() async throws {
        try await SocketServer.with { server in
            let client = try await Self.slow(server, "pages 400")
            try await server.waits { (server.application.last?.received.count ?? 0) > 2 }
            try await Task.sleep(for: .milliseconds(500))
            let before = server.application.last?.received.count ?? 0
            #expect(before < 400, "the systems' buffers do not take 25 MB")
            try await client.raw.startReading()
            let frames = try await client.frames { $0.last?.text == "pages 400" }
            #expect(frames.count == 400 * 8 + 1)
            for (number, frame) in frames.dropLast().enumerated() {
                #expect(frame.text.hasPrefix("missed \(number) "))
            }
        }
    }

    @Test func loseWhatIsEphemeralFirst() async throws {
        try await SocketServer.with { server in
            // What the systems' buffers take is not known; what waits is 20 ephemeral megabytes at most.
            let client = try await Self.slow(server, "flood 3000 10000 ephemeral")
            try await Self.awaitFlood(server)
            #expect(server.application.last?.endedCount == 0)
            client.send(.text("echo x"))
            try await client.raw.startReading()
            let frames = try await client.frames { $0.last?.text == "echo x" }
            #expect(frames.last?.text == "echo x")
            #expect(frames.count < 3000)
        }
    }

    @Test func keepTheDurableOnesAmongThem() async throws {
        try await SocketServer.with {
            $0.unsentLiveBytesMax = 64 * 1024 * 1024
        } _: { server in
            let client = try await Self.slow(server, "flood 2000 10000 durable")
            try await Self.awaitFlood(server)
            try await client.raw.startReading()
            let frames = try await client.frames(within: 60) { $0.count == 2000 }
            #expect(frames.count == 2000)
            for (number, frame) in frames.enumerated() { #expect(frame.text.hasPrefix("durable \(number) ")) }
        }
    }

    /// Its answers are more than the systems' buffers take, so that the close frame behind them never goes.
    @Test func areCutIfTheyNeverReadAgain() async throws {
        try await SocketServer.with {
            $0.slowCloseSeconds = 1
        } _: { server in
            let client = try await Self.slow(server, "flood 600 100000 halves")
            try await Self.awaitEnd(server)
            try await Task.sleep(for: .seconds(6))
            try await client.raw.startReading()
            #expect(try await client.raw.ends(within: 60))
            #expect(client.frames.count < 300)
            #expect(client.frames.allSatisfy { $0.text.hasPrefix("answer") })
        }
    }

    /// Revoked, it gets its answers and nothing else of what waits.
    @Test func areRevokedWithoutWhatWaits() async throws {
        try await SocketServer.with {
            $0.unsentLiveBytesMax = 64 * 1024 * 1024
            $0.closeSeconds = 20
        } _: { server in
            let client = try await Self.slow(server, "flood 2000 10000 durable")
            try await Self.awaitFlood(server)
            let session = try #require(server.application.last)
            session.peer.lane.send(.init(.answer, Array("answer".utf8)), to: session.peer)
            session.peer.lane.end(session.peer, .forbidden)
            session.peer.lane.send(.init(.durable, Array("late".utf8)), to: session.peer)
            try await Task.sleep(for: .milliseconds(200))
            try await client.raw.startReading()
            #expect(try await client.closeCode() == 4003)
            let texts = client.frames.dropLast().map(\.text)
            #expect(texts.last == "answer")
            #expect(texts.count < 2000 && !texts.contains("late"))
        }
    }
}
