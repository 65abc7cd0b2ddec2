import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing

@Suite("What is no HTTP", .inTime)
struct FaultTests {
    static let get = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"

    @Test(arguments: [
        "nonsense\r\n\r\n", "GET\r\n\r\n", "GET /livez HTTP/9.9\r\n\r\n", "GET /livez HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /livez HTTP/1.1\r\nContent-Length: x\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "FOO /livez HTTP/1.1\r\n\r\n",
        "GET /livez HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}",
    ])
    func isAProblemAndTheEndOfTheConnection(_ text: String) async throws {
        try await RunningServer.with { server in
            for (before, statuses) in [("", [400]), (Self.get + Self.get, [200, 200, 400])] {
                let answers = try await answers(server, before + text)
                #expect(answers.map(\.status) == statuses)
                guard let last = answers.last else { continue }
                last.expectProblem(.malformed)
                #expect(last["Connection"] == "close")
            }
        }
    }

    @Test func aHeadThatIsTooLongToo() async throws {
        let long = "GET /livez HTTP/1.1\r\nX: " + String(repeating: "x", count: 200_000) + "\r\n\r\n"
        try await RunningServer.with { server in
            let answers = try await answers(server, Self.get + long)
            #expect(answers.map(\.status) == [200, 413])
            answers.last?.expectProblem(.tooLarge)
        }
    }

    @Test func aFaultInABodyToo() async throws {
        let head = "POST /api/v1/control/items/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        try await RunningServer.with { server in
            let answers = try await answers(server, Self.get + head + "5\r\n{\"tit\r\nnonsense\r\n")
            #expect(answers.map(\.status) == [200, 400])
            answers.last?.expectProblem(.malformed)
        }
    }

    @Test(arguments: ["close", "Close", "keep-alive, close"])
    func theClientMayEndTheConnection(_ option: String) async throws {
        let request = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: \(option)\r\n\r\n"
        try await RunningServer.with { server in
            let answers = try await answers(server, request + request)
            #expect(answers.map(\.status) == [200], "what comes after it is not answered")
            #expect(answers.first?["Connection"] == "close")
        }
    }

    /// What comes back until the server closes.
    private func answers(_ server: TestConnection, _ text: String) async throws -> [TestResponse] {
        RawResponses.parse(try await server.sendRaw([text]) { _ in false })
    }
}
