import CaravanHTTP
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

/// Many requests on one connection, without a wait between them.
@Suite("Pipelines", .inTime)
struct PipelineTests {
    static func get(_ target: String, _ number: Int? = nil, _ fields: String = "") -> String {
        let id = number.map { "X-Request-Id: r\($0)\r\n" } ?? ""
        return "GET \(target) HTTP/1.1\r\nHost: x\r\n\(id)\(fields)\r\n"
    }

    static func post(_ target: String, _ body: String, _ number: Int? = nil) -> String {
        let id = number.map { "X-Request-Id: r\($0)\r\n" } ?? ""
        return "POST /api/v1\(target) HTTP/1.1\r\nHost: x\r\n\(id)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static func wait(_ milliseconds: Int) -> String { post("/control/delay/", #"{"delay_ms":\#(milliseconds)}"#) }

    /// The numbers of the answers, in their order.
    private func numbers(_ client: RawClient) -> [Int] {
        let bytes = client.bytes
        return bytes.positions(of: "X-Request-Id: r").map { position in
            bytes[(position + 15)...].prefix { $0 >= 0x30 && $0 <= 0x39 }.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    @Test func tenThousandInOneWrite() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send((0..<10_000).map { Self.get("/livez", $0) }.joined())
            #expect(try await client.gets("HTTP/1.1 200", times: 10_000, within: 60))
            #expect(numbers(client) == Array(0..<10_000))
            await client.close()
        }
    }

    /// Refused before they are complete: each answer lets the rest of the request in, and so the next one.
    @Test func tenThousandThatAreRefusedBehindOneThatTakesTime() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send(Self.wait(300) + (0..<10_000).map { Self.get("/nothing", $0) }.joined())
            #expect(try await client.gets("HTTP/1.1 404", times: 10_000, within: 60))
            #expect(numbers(client) == Array(0..<10_000))
            await client.close()
        }
    }

    /// The refusals wait for the client to take them, and each is given once.
    @Test func refusalsToAClientThatDoesNotLook() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port, isReading: false)
            let count = 10_000
            let big = Self.get("/api/v1/control/big/?bytes=4000000")
            client.send(big + (0..<count).map { Self.get("/nothing", $0) }.joined())
            for _ in 0..<50 {
                try await Task.sleep(for: .milliseconds(10))
                client.readOnce()
            }
            try await client.startReading()
            #expect(try await client.gets("HTTP/1.1 404", times: count, within: 60))
            #expect(numbers(client) == Array(0..<count))
            await client.close()
        }
    }

    /// An answer that the socket takes in one go is longer than what makes a connection wait.
    @Test func longAnswersOneAfterTheOther() async throws {
        try await RunningServer.with { server in
            let requests = [60_000, 200_000, 1_000_000, 70_000, 10].map {
                TestRequest.get("/control/big/?bytes=\($0)")
            }
            for isPipelined in [false, true] {
                let answers = try await server.send(requests, isPipelined: isPipelined)
                #expect(answers.map(\.body.count) == [60_011, 200_011, 1_000_011, 70_011, 21])
            }
        }
    }

    @Test func bodiesAndRefusalsAmongThem() async throws {
        let shapes: [(Int) -> (String, Int)] = [
            { (Self.get("/livez", $0), 200) }, { (Self.get("/nothing", $0), 404) },
            { (Self.post("/control/items/", #"{"title":"x"}"#, $0), 201) },
            { (Self.post("/control/nothing/", String(repeating: "x", count: 3000), $0), 404) },
            { (Self.post("/control/items/", String(repeating: " ", count: 5000), $0), 413) },
            { (Self.post("/control/delay/", #"{"delay_ms":1}"#, $0), 200) },
            { (Self.get("/api/v1/control/big/?bytes=20000", $0), 200) },
        ]
        let requests = (0..<700).map { shapes[$0 % shapes.count]($0) }
        try await RunningServer.with(bodyBytesMax: 4000) { server in
            let client = try await RawClient.connect(port: server.port)
            client.send(requests.map(\.0).joined())
            #expect(try await client.gets("X-Request-Id: r", times: 700, within: 60))
            client.endOutput()
            #expect(try await client.ends())
            #expect(numbers(client) == Array(0..<700))
            #expect(RawResponses.parse(client.bytes).map(\.status) == requests.map(\.1))
        }
    }

    /// All are answered, then the connection ends; also where the client takes its time to look.
    @Test(arguments: [true, false])
    func theClientSaysThatItWasTheLast(_ looks: Bool) async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port, isReading: looks)
            let big = Self.get("/api/v1/control/big/?bytes=50000")
            client.send(String(repeating: big + Self.wait(1), count: 200))
            client.endOutput()
            if !looks {
                try await Task.sleep(for: .milliseconds(1500))
                try await client.startReading()
            }
            #expect(try await client.ends(within: 60))
            #expect(client.bytes.count(of: "HTTP/1.1 200") == 400)
            #expect(RawResponses.parse(client.bytes).map(\.body.count) == (0..<400).map { $0 % 2 == 0 ? 50_011 : 11 })
        }
    }

    /// A last answer is whole however slowly it is taken.
    @Test func theLastAnswerIsWhole() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port, isReading: false)
            client.send(Self.get("/api/v1/control/big/?bytes=4000000", nil, "Connection: close\r\n"))
            for _ in 0..<15 {
                try await Task.sleep(for: .milliseconds(200))
                client.readOnce()
            }
            try await client.startReading()
            #expect(try await client.ends())
            #expect(RawResponses.parse(client.bytes).map(\.body.count) == [4_000_011])
        }
    }

    /// What a client does not take is not made: one answer, and what the sockets hold.
    @Test func bigAnswersThatNobodyTakes() async throws {
        let application = ControlApplication()
        try await RunningServer.with(application) { server in
            let client = try await RawClient.connect(port: server.port, isReading: false)
            client.send(String(repeating: Self.get("/api/v1/control/big/?bytes=1000000"), count: 1000))
            while application.count(of: "control.big") == 0 { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(500))
            let begun = application.count(of: "control.big")
            #expect(begun < 20, "\(begun)")
            let status = try await server.send(.get("/control/items/")).status
            #expect(status == 200)
            await client.reset()
        }
    }

    /// Bytes that are no request end the connection, after what was asked before them is answered.
    @Test func whatIsInFlightBeforeNonsenseIsAnswered() async throws {
        try await RunningServer.with { server in
            let client = try await RawClient.connect(port: server.port)
            client.send(Self.wait(300) + "nonsense\r\n\r\n")
            try await Task.sleep(for: .milliseconds(50))
            client.send(String(repeating: "more nonsense\r\n", count: 20_000))
            #expect(try await client.ends())
            #expect(RawResponses.parse(client.bytes).map(\.status) == [200, 400])
        }
    }
}
