import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

/// Heads at the edge of what is one.
@Suite("Heads", .inTime)
struct HeadTests {
    private func answers(_ text: String, ends: Bool = true) async throws -> [TestResponse] {
        let (answers, continuation) = AsyncStream.makeStream(of: [TestResponse].self)
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send(text)
            #expect(try await client.gets("\r\n\r\n"))
            if ends { #expect(try await client.ends()) }
            #expect(client.isEnded == ends)
            continuation.yield(RawResponses.parse(client.bytes))
            await client.close()
        }
        return await answers.first { _ in true } ?? []
    }

    private func fields(_ count: Int, _ text: String) -> String {
        "GET /livez HTTP/1.1\r\nHost: x\r\n" + String(repeating: text + "\r\n", count: count) + "\r\n"
    }

    @Test func aHundredFields() async throws {
        #expect(try await answers(fields(99, "X: y"), ends: false).map(\.status) == [200])
        let more = try await answers(fields(100, "X: y"))
        more.first?.expectProblem(.tooLarge)
        #expect(more.first?["Connection"] == "close")
    }

    @Test func thirtyTwoKilobytes() async throws {
        #expect(
            try await answers(fields(30, "X: " + String(repeating: "y", count: 1000)), ends: false).map(\.status) == [
                200
            ])
        for head in [
            fields(33, "X: " + String(repeating: "y", count: 1000)),
            fields(1, "X: " + String(repeating: "y", count: 33_000)),
            fields(1, String(repeating: "X", count: 33_000) + ": y"),
            "GET /" + String(repeating: "x", count: 33_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /livez?" + String(repeating: "x&", count: 33_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
        ] {
            try await answers(head).first?.expectProblem(.tooLarge)
        }
    }

    /// The parser's limits do not see them, and it would keep them all.
    @Test func blanksWithoutEnd() async throws {
        try await answers("GET /livez HTTP/1.1\r\nHost: x\r\nX:" + String(repeating: " ", count: 3_000_000)).first?
            .expectProblem(.tooLarge)
    }

    @Test(arguments: [
        "GET /livez\r\n\r\n", "GET /livez HTTP/0.9\r\n\r\n", "GET /livez HTTP/2.0\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u{0}\u{0}\u{0}\u{4}\u{0}\u{0}\u{0}\u{0}\u{0}",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{FC}\u{3}\u{3}", "get /livez HTTP/1.1\r\nHost: x\r\n\r\n",
        "Get /livez HTTP/1.1\r\nHost: x\r\n\r\n", "FROB /livez HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /livez HTTP/1.1\nHost: x\n\n", "GET /li vez HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /livez http/1.1\r\nHost: x\r\n\r\n", "GET /livez HTTP/1.1 \r\nHost: x\r\n\r\n",
        "GET /livez HTTP/1.1x\r\nHost: x\r\n\r\n", "GET livez HTTP/1.1\r\nHost: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n", "\u{0}", "GET /livez HTTP/1.1\r\n\r\n",
        "GET /livez HTTP/1.1\r\nHost: x\r\nhost: y\r\n\r\n",
    ])
    func areNoRequests(_ text: String) async throws {
        let answers = try await answers(text)
        #expect(answers.count == 1)
        answers.first?.expectProblem(.malformed)
        #expect(answers.first?["Connection"] == "close")
    }

    @Test(arguments: [
        ("GET /livez HTTP/1.1\r\nHost:\r\n\r\n", 200), ("GET http://other:80/livez HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        ("GET HTTPS://other/livez?x HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        ("GET http://other HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        ("GET ftp://other/livez HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        ("GET * HTTP/1.1\r\nHost: x\r\n\r\n", 404), ("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 204),
        ("GET /livez HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200), ("PROPFIND /livez HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        ("GET  /livez HTTP/1.1\r\nHost: x\r\n\r\n", 200),
    ])
    func areRequests(_ text: String, _ status: Int) async throws {
        #expect(try await answers(text, ends: false).map(\.status) == [status])
    }

    @Test func anOldClient() async throws {
        let alone = try await answers("GET /livez HTTP/1.0\r\n\r\n" + FaultTests.get)
        #expect(alone.map(\.status) == [200])
        #expect(alone.first?["Connection"] == "close")
        let staying = try await answers(
            "GET /livez HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\nGET /livez HTTP/1.0\r\n\r\n")
        #expect(staying.map(\.status) == [200, 200])
        #expect(staying.map { $0["Connection"] } == ["keep-alive", "close"])
    }

    // MARK: - A word before the body

    private static func asking(_ line: String, _ length: Int) -> String {
        line + "\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func whoAsksFirst() async throws {
        for (line, length, statuses) in [
            ("POST /api/v1/control/print/ HTTP/1.1", 2, [100, 200]), ("GET /livez HTTP/1.1", 2, [100, 200]),
            ("GET /livez HTTP/1.1", 0, [200]), ("POST /api/v1/control/print/ HTTP/1.1", 0, [200]),
        ] {
            let text = Self.asking(line, length) + (length > 0 ? "{}" : "")
            try await RunningServer.with { server in
                let client = try await RawClient.connect(port: server.port)
                client.send(text + FaultTests.get)
                #expect(try await client.gets("HTTP/1.1 ", times: statuses.count + 1))
                #expect(RawResponses.parse(client.bytes).map(\.status) == statuses + [200], "\(line)")
                await client.close()
            }
        }
        // HTTP/1.0 knows no such word (RFC 9110, section 10.1.1).
        let old = try await answers(Self.asking("POST /api/v1/control/print/ HTTP/1.0", 2) + "{}")
        #expect(old.map(\.status) == [200])
        // Who is refused may send the body, or the next request: nobody can tell which.
        let refused = try await answers(Self.asking("POST /api/v1/nothing/ HTTP/1.1", 2) + FaultTests.get)
        #expect(refused.map(\.status) == [404])
        let another = try await answers(
            "POST /api/v1/control/print/ HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 2\r\n\r\n{}", ends: false
        )
        #expect(another.map(\.status) == [200])
    }

    @Test func bodiesWhereNoneBelongs() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            let body = "Content-Length: \(FaultTests.get.utf8.count)\r\n\r\n" + FaultTests.get
            client.send(
                "GET /livez HTTP/1.1\r\nHost: x\r\n" + body + "HEAD /livez HTTP/1.1\r\nHost: x\r\n" + body
                    + "GET /livez HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                    + "GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(try await client.ends())
            #expect(client.bytes.count(of: "HTTP/1.1 200") == 3)
            #expect(client.bytes.count(of: "HTTP/1.1 404") == 1)
            await client.close()
        }
    }
}
