import CaravanHTTP
import CaravanNetwork
import CaravanProtocol
import CaravanSystem
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

@Suite("Handshakes", .inTime)
struct HandshakeTests {
    @Test func anOpenOne() async throws {
        try await SocketServer.with { server in
            for path in ["/ws/", "/ws", "/ws?x=1", "/ws/a%20b/"] {
                let answer = try await server.handshake(path)
                #expect(answer.status == 101)
                #expect(answer["Upgrade"] == "websocket")
                #expect(answer["Connection"] == "Upgrade")
                #expect(answer["Sec-WebSocket-Accept"] == SocketClient.accept)
                #expect(answer["Sec-WebSocket-Protocol"] == nil)
                #expect(answer["Sec-WebSocket-Extensions"] == nil)
                #expect(answer["Content-Length"] == nil && answer["Transfer-Encoding"] == nil)
            }
        }
    }

    @Test func wordsInAnyCase() async throws {
        try await SocketServer.with { server in
            for fields in [
                ["Upgrade": "WebSocket", "Connection": "UPGRADE"], ["Connection": "upgrade , keep-alive"],
                ["Upgrade": "h2c, websocket"], ["Connection": "keep-alive,Upgrade"],
            ] {
                let answer = try await server.handshake("/ws/", fields)
                #expect(answer.status == 101, "\(fields)")
            }
        }
    }

    @Test func thoseThatAreNoUpgradeToThisVersion() async throws {
        try await SocketServer.with { server in
            for fields in [
                ["Upgrade": nil], ["Upgrade": "h2c"], ["Connection": nil], ["Connection": "close"],
                ["Connection": "upgraded"], ["Connection": "Upgrade x"], ["Connection": "Upgrade\t"],
                ["Sec-WebSocket-Version": nil], ["Sec-WebSocket-Version": "12"], ["Sec-WebSocket-Version": "8, 13"],
                ["Upgrade": nil, "Connection": nil, "Sec-WebSocket-Key": nil, "Sec-WebSocket-Version": nil],
            ] as [[String: String?]] {
                let answer = try await server.handshake("/ws/", fields)
                #expect(answer.status == 426, "\(fields)")
                #expect(answer["Sec-WebSocket-Version"] == "13")
                #expect(answer["Content-Type"] == "application/problem+json")
                #expect(answer.json?["status"] == .number(JSONNumber(Int64(426))))
                #expect(answer.code == "malformed")
            }
        }
    }

    @Test func otherRefusals() async throws {
        try await SocketServer.with { server in
            for key in [
                nil, "", "x", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZ*==", "dGhlIHNhbXBsZSBub25jZTE5",
            ] {
                let answer = try await server.handshake("/ws/", ["Sec-WebSocket-Key": key])
                #expect(answer.status == 400, "\(key ?? "none")")
            }
            for (line, status) in [
                "POST /ws/ HTTP/1.1": 405, "HEAD /ws/ HTTP/1.0": 426, "GET /ws/ HTTP/1.0": 426,
                "GET /nothing/ HTTP/1.1": 404, "GET /ws/x/ HTTP/1.1": 404, "GET /api/v1/ws/ HTTP/1.1": 404,
                "GET /ws// HTTP/1.1": 404, "GET /ws%2F HTTP/1.1": 404, "GET /livez HTTP/1.1": 200,
            ] {
                let answer = try await server.handshake(line: line)
                #expect(answer.status == status, "\(line)")
            }
            #expect(try await server.handshake("/ws/", ["Content-Length": "3"]).status == 400)
            #expect(try await server.handshake("/ws/", ["Transfer-Encoding": "chunked"]).status == 400)
            #expect(try await server.handshake("/ws/", ["Host": nil]).status == 400)
        }
    }

    @Test func theProtocol() async throws {
        try await SocketServer.with { server in
            for (offer, selected) in [
                "caravan.v1": "caravan.v1", "caravan.v1, caravan.bearer.x": "caravan.v1",
                "caravan.bearer.x,caravan.v1": "caravan.v1", "other": nil, "caravan.bearer.x": nil, "caravan.v2": nil,
            ] as [String: String?] {
                let answer = try await server.handshake("/ws/", ["Sec-WebSocket-Protocol": offer])
                #expect(answer.status == 101)
                #expect(answer["Sec-WebSocket-Protocol"] == selected, "\(offer)")
            }
        }
    }

    @Test func tokensComeInThreeWays() async throws {
        try await SocketServer.with { server in
            let ways: [(path: String, fields: [String: String?], credential: Credential)] = [
                ("/ws/", [:], .none), ("/ws/", ["Authorization": "Bearer a.b"], .bearer("a.b")),
                ("/ws/", ["Authorization": "bearer a"], .bearer("a")),
                ("/ws/", ["Authorization": "Basic x"], .bearer("")),
                ("/ws/", ["Sec-WebSocket-Protocol": "caravan.v1, caravan.bearer.a.b"], .bearer("a.b")),
                ("/ws/?token=a.b", [:], .bearer("a.b")), ("/ws/?x=1&token=a%2Eb&y", [:], .bearer("a.b")),
                ("/ws/?token=", [:], .bearer("")), ("/ws/?tokens=a", [:], .none),
                ("/ws/?token=q", ["Authorization": "Bearer a"], .bearer("a")),
            ]
            for (path, fields, credential) in ways {
                let client = try await server.open(path, fields)
                client.send(.text("echo x"))
                _ = try await client.frames(1)
                #expect(server.application.last?.visit.credential == credential, "\(path) \(fields)")
                #expect(server.application.last?.visit.transport == "websocket")
                #expect(server.application.last?.visit.address == "127.0.0.1")
                await client.close()
            }
        }
    }

    @Test func origins() async throws {
        try await SocketServer.with {
            $0.allowedOrigins = AllowedOrigins(["https://app.example.com"])
            $0.publicURL = "https://caravan.example.com/base"
        } _: { server in
            for origin in [
                nil, "http://localhost:80", "http://LOCALHOST:80", "https://app.example.com",
                "https://caravan.example.com",
            ] {
                #expect(try await server.handshake("/ws/", ["Origin": origin]).status == 101, "\(origin ?? "none")")
            }
            for origin in [
                "null", "", "http://localhost", "http://localhost:81", "https://evil.example.com",
                "https://app.example.com.evil.org", "https://example.com",
            ] {
                let answer = try await server.handshake("/ws/", ["Origin": origin])
                #expect(answer.status == 403 && answer.code == "forbidden", "\(origin)")
            }
        }
    }

    @Test func proxiesSayForWhom() async throws {
        try await SocketServer.with {
            $0.trustedProxies = TrustedProxies([AddressRange("127.0.0.1")].compactMap { $0 })
        } _: { server in
            let client = try await server.open("/ws/", ["X-Forwarded-For": "9.9.9.9, 1.2.3.4"])
            client.send(.text("echo x"))
            _ = try await client.frames(1)
            #expect(server.application.last?.visit.address == "1.2.3.4")
        }
    }
}
