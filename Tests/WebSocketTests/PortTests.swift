import CaravanHTTP
import CaravanProtocol
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

/// The change from HTTP to a socket on one connection.
@Suite("Sockets on the port of HTTP", .inTime)
struct PortTests {
    private static let get = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"

    @Test func framesMayComeRightBehindTheHandshake() async throws {
        try await SocketServer.with { server in
            for _ in 0..<20 {
                let client = SocketClient(raw: try await RawClient.connect(port: server.port))
                let frames = (0..<50).flatMap { Frame.text("echo \($0)").bytes }
                client.raw.send(Array(SocketClient.request("/ws/").utf8) + frames)
                client.raw.send(Frame.text("echo last").bytes)
                try await client.awaitHead()
                try client.expectOpen()
                #expect(try await client.texts(51) == (0..<50).map { "echo \($0)" } + ["echo last"])
                await client.close()
            }
        }
    }

    @Test func aHandshakeThatComesByteByByte() async throws {
        try await SocketServer.with { server in
            let client = SocketClient(raw: try await RawClient.connect(port: server.port))
            for byte in Array(SocketClient.request("/ws/").utf8) + Frame.text("echo x").bytes {
                client.raw.send([byte])
                try await Task.sleep(for: .microseconds(200))
            }
            try await client.awaitHead()
            #expect(try await client.texts(1) == ["echo x"])
        }
    }

    @Test func aLaterRequestMayAskToo() async throws {
        try await SocketServer.with { server in
            let raw = try await RawClient.connect(port: server.port)
            raw.send(Self.get + Self.get + SocketClient.request("/ws/"))
            raw.send(Frame.text("echo x").bytes)
            #expect(try await raw.gets("HTTP/1.1 101"))
            #expect(try await raw.gets("echo x"))
            #expect(raw.bytes.count(of: "HTTP/1.1 200") == 2)
        }
    }

    @Test func whoIsRefusedIsNotHeardAnyMore() async throws {
        try await SocketServer.with { server in
            let raw = try await RawClient.connect(port: server.port)
            raw.send(SocketClient.request("/ws/", ["Sec-WebSocket-Version": "7"]) + Self.get)
            #expect(try await raw.ends())
            #expect(raw.bytes.count(of: "HTTP/1.1") == 1)
            #expect(raw.text.contains("Connection: close") || raw.text.contains("connection: close"))
        }
    }

    @Test func clientsThatLeaveInBetween() async throws {
        try await SocketServer.with { server in
            for round in 0..<60 {
                let raw = try await RawClient.connect(port: server.port)
                raw.send(Array(SocketClient.request("/ws/").utf8) + Frame.text("slow \(round)").bytes)
                switch round % 4 {
                case 0: await raw.reset()
                case 1: raw.endOutput()
                case 2: await raw.close()
                default:
                    _ = try await raw.gets("101")
                    await raw.reset()
                }
            }
            try await server.waits { server.application.all.allSatisfy { $0.endedCount > 0 } }
            for session in server.application.all {
                #expect(session.endedCount == 1)
            }
        }
    }

    @Test func withoutAnUpgraderThereAreNone() async throws {
        try await SocketServer.with(http: { $0.upgraders = [] }) { server in
            let answer = try await server.handshake()
            #expect(answer.status == 404)
        }
    }
}
