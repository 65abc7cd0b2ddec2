import CaravanHTTP
import CaravanProtocol
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

@Suite("Messages", .inTime)
struct MessageTests {
    @Test func areTakenOneAfterTheOther() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            let asked = ["slow 1", "echo 2", "slow 3", "echo 4", "echo 5", "slow 6", "echo 7"]
            for text in asked { client.send(.text(text)) }
            #expect(try await client.texts(asked.count) == asked)
            let session = server.application.last
            #expect(session?.received == asked && session?.hasBegun == true)
        }
    }

    @Test func inPiecesWithControlFramesBetween() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            client.send(
                .text("echo ", isFinal: false), .ping("one"), .rest("a", isFinal: false), .ping("two"), .rest("b"),
                .ping())
            let frames = try await client.frames(4)
            #expect(frames.filter { $0.opcode == 10 }.map(\.text) == ["one", "two", ""])
            #expect(frames.filter { $0.opcode == 1 }.map(\.text) == ["echo ab"])
            #expect(frames.allSatisfy { $0.key == nil && $0.isFinal && $0.reserved == 0 })
        }
    }

    @Test(arguments: [0, 1, 125, 126, 127, 65_000, 65_531])
    func ofEveryLength(_ count: Int) async throws {
        try await SocketServer.with { server in
            let client = try await server.open("/binary")
            let text = "echo " + String(repeating: "y", count: count)
            client.send(.text(text), .binary(Array(text.utf8)))
            let frames = try await client.frames(2)
            #expect(frames.map(\.text) == [text, text])
            #expect(frames.map(\.opcode) == [1, 2])
        }
    }

    @Test func thousandsInOneRead() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            let texts = (0..<5000).map { "echo \($0)" }
            client.raw.send(texts.flatMap { Frame.text($0).bytes })
            #expect(try await client.texts(texts.count) == texts)
        }
    }

    @Test func floodsOfNothing() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            client.raw.send(
                Array([[Frame]](repeating: [.ping("x"), .pong("y")], count: 20_000).joined()).flatMap(\.bytes))
            client.send(.text("", isFinal: false))
            client.raw.send([Frame](repeating: .rest("", isFinal: false), count: 20_000).flatMap(\.bytes))
            client.send(.rest("echo x"))
            let frames = try await client.frames { $0.last?.opcode == 1 }
            #expect(frames.last?.text == "echo x")
            #expect(frames.contains { $0.opcode == 10 })
        }
    }

    /// While answers wait for a client that does not take them, no further message of it is taken.
    @Test func answersSlowTheReading() async throws {
        try await SocketServer.with { server in
            let raw = try await RawClient.connect(port: server.port, isReading: false)
            raw.send(SocketClient.request("/ws/"))
            let message = Frame.text("flood 20 50000 answer").bytes
            for _ in 0..<40 { raw.send(message) }
            try await server.waits { server.application.last?.received.isEmpty == false }
            try await Task.sleep(for: .seconds(2))
            let count = server.application.last?.received.count ?? 0
            #expect(count < 40, "of 40 requests of a megabyte each")
            try await raw.startReading()
            let client = SocketClient(raw: raw)
            let frames = try await client.frames(within: 60) { $0.count == 800 }
            #expect(frames.count == 800)
        }
    }

    @Test func roomIsWaitedFor() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            client.send(.text("flood 100 50000 answer"), .text("room"))
            let frames = try await client.frames(within: 60) { $0.last?.text == "room" }
            #expect(frames.count == 101 && frames.last?.text == "room")
            // Nobody waits for a peer that has gone.
            let leaving = try await server.open()
            leaving.send(.text("room"), .text("end 4003"))
            #expect(try await leaving.closeCode() == 4003)
        }
    }
}
