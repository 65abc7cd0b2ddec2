import HTTPTestSupport
import TestThreads
import Testing

/// The parser stops at what may become another protocol; nothing may be kept for it then.
@Suite("Requests that ask for another protocol", .inTime)
struct UpgradeTests {
    @Test(arguments: [
        "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: A\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ])
    func areAnsweredAsTheyAreAndEnd(_ request: String) async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send(request)
            #expect(try await client.ends())
            let answers = RawResponses.parse(client.bytes)
            #expect(answers.map(\.status) == [200])
            #expect(answers.first?["Connection"] == "close")
        }
    }

    @Test func noTunnelIsOpened() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send("CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n" + FaultTests.get)
            #expect(try await client.ends())
            let answers = RawResponses.parse(client.bytes)
            #expect(answers.map(\.status) == [404])
            #expect(answers.first?["Connection"] == "close")
        }
    }
}
