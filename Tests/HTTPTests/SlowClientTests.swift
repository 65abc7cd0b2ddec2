import CaravanHTTP
import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

/// Each with limits of a second or two: the look at the clients is one a second.
@Suite("Slow clients", .inTime)
struct SlowClientTests {
    private static let post = "POST /api/v1/control/items/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"

    /// The statuses that such a client has got when the server ends the connection.
    private func statuses(
        idle: Int = 60, reading: Bool = true, _ act: @escaping @Sendable (RawClient) async throws -> Void
    ) async throws -> [Int] {
        let (answers, continuation) = AsyncStream.makeStream(of: [TestResponse].self)
        try await WatchedServer.with {
            $0.headSeconds = 6
            $0.idleSeconds = idle
        } _: { server in
            let client = try await RawClient.connect(port: server.port, isReading: reading)
            try await act(client)
            if !reading { try await client.startReading() }
            #expect(try await client.ends())
            let found = RawResponses.parse(client.bytes)
            if found.last?.status == 400 {
                found.last?.expectProblem(.malformed)
                #expect(found.last?["Connection"] == "close")
            }
            continuation.yield(found)
            // Although the client does not close its side.
            #expect(try await server.settles(at: 0))
            await client.close()
        }
        return await answers.first { _ in true }?.map(\.status) ?? []
    }

    @Test func oneThatSaysNothing() async throws {
        #expect(try await statuses { _ in } == [])
    }

    @Test func aHeadThatDribbles() async throws {
        let statuses = try await statuses { client in
            for byte in Array("GET /livez HTTP/1.1\r\nHost: x\r\nX: ".utf8) + [UInt8](repeating: 0x78, count: 100) {
                client.send([byte])
                guard !client.isEnded else { break }
                try await Task.sleep(for: .milliseconds(30))
            }
        }
        #expect(statuses == [400])
    }

    @Test func aHeadThatBeginsAfterAnAnswer() async throws {
        let statuses = try await statuses { client in
            client.send(FaultTests.get)
            _ = try await client.gets("HTTP/1.1 200")
            client.send("GET /livez")
        }
        #expect(statuses == [200, 400])
    }

    @Test func aBodyThatStops() async throws {
        #expect(try await statuses { $0.send(Self.post + "{") } == [400])
    }

    @Test func aBodyThatDribbles() async throws {
        let statuses = try await statuses { client in
            client.send(Self.post)
            for _ in 0..<100 {
                client.send(" ")
                guard !client.isEnded else { break }
                try await Task.sleep(for: .milliseconds(30))
            }
        }
        #expect(statuses == [400])
    }

    /// The body of a request that is refused already.
    @Test func aBodyThatNobodyWants() async throws {
        #expect(
            try await statuses { $0.send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{") } == [404])
    }

    @Test func aBodyThatIsFastEnough() async throws {
        try await RunningServer.with {
            $0.headSeconds = 4
        } _: { server in
            let client = try await RawClient.connect(port: server.port)
            client.send("POST /api/v1/control/print/ HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n")
            for number in 0..<100 {
                client.send(
                    number == 0 ? "{}" + String(repeating: " ", count: 3998) : String(repeating: " ", count: 4000))
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await client.gets("HTTP/1.1 200"))
            await client.close()
        }
    }

    @Test func oneThatWantsNothingMore() async throws {
        let statuses = try await statuses(idle: 1) { client in
            client.send(FaultTests.get)
            _ = try await client.gets("HTTP/1.1 200")
        }
        #expect(statuses == [200])
    }

    @Test func oneThatDoesNotTakeItsAnswer() async throws {
        try await WatchedServer.with {
            $0.idleSeconds = 1
        } _: { server in
            let client = try await RawClient.connect(port: server.port, isReading: false)
            client.send(PipelineTests.get("/api/v1/control/big/?bytes=2000000"))
            #expect(try await server.settles(at: 1))
            #expect(try await server.settles(at: 0))
            await client.close()
        }
    }

    /// Longer than the idle time, but never still.
    @Test func oneThatTakesItsAnswerSlowly() async throws {
        try await WatchedServer.with {
            $0.idleSeconds = 3
        } _: { server in
            let client = try await RawClient.connect(port: server.port, isReading: false)
            client.send(PipelineTests.get("/api/v1/control/big/?bytes=6000000") + FaultTests.get)
            for _ in 0..<35 {
                try await Task.sleep(for: .milliseconds(120))
                client.readOnce()
            }
            try await client.startReading()
            #expect(try await client.gets("HTTP/1.1 200", times: 2))
            await client.close()
        }
    }

    /// In each phase of a request, by a reset and by an end: nobody else notices, and nothing stays.
    @Test func clientsThatLeave() async throws {
        let phases = [
            "", "GET /li", Self.post, Self.post + "{", PipelineTests.wait(100), PipelineTests.wait(100) + Self.post,
            PipelineTests.wait(50) + String(repeating: FaultTests.get, count: 100),
            PipelineTests.get("/api/v1/control/big/?bytes=6000000"), "nonsense\r\n\r\n",
            "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx",
            "POST /api/v1/control/items/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        ]
        try await WatchedServer.with { server in
            let other = try await RawClient.connect(port: server.port)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, phase) in (phases + phases + phases).enumerated() {
                    group.addTask {
                        for delay in [0, 5, 20] {
                            let client = try await RawClient.connect(port: server.port, isReading: number % 2 == 0)
                            client.send(phase)
                            try await Task.sleep(for: .milliseconds(delay))
                            if number % 3 == 2 { client.endOutput() }
                            if number % 3 == 0 { await client.close() } else { await client.reset() }
                        }
                    }
                }
                for count in 1...50 {
                    other.send(FaultTests.get)
                    #expect(try await other.gets("HTTP/1.1 200", times: count))
                }
                try await group.waitForAll()
            }
            let load = try await server.load()
            #expect(try await server.settles(at: 1), "\(load)")
            await other.close()
            #expect(try await server.settles(at: 0))
        }
    }
}
