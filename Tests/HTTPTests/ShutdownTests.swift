import CaravanHTTP
import CaravanSystem
import HTTPTestSupport
import ServiceLifecycle
import TestThreads
import Testing
import TransportControl

@Suite("A graceful shutdown", .inTime)
struct ShutdownTests {
    /// Idle connections, those in the middle of something, and what comes behind.
    @Test func finishesWhatIsInFlight() async throws {
        try await shutdown(seconds: 20) { port, application, begin in
            let silent = try await RawClient.connect(port: port)
            let idle = try await RawClient.connect(port: port)
            idle.send(FaultTests.get)
            #expect(try await idle.gets("HTTP/1.1 200"))
            let half = try await RawClient.connect(port: port)
            half.send("GET /liv")
            let busy = try await RawClient.connect(port: port)
            busy.send(PipelineTests.wait(18_000) + FaultTests.get + PipelineTests.wait(10))
            let uploading = try await RawClient.connect(port: port)
            let upload =
                "POST /api/v1/control/print/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
            uploading.send(upload + "2\r\n\r\n{")
            let slow = try await RawClient.connect(port: port)
            slow.send(upload + "2000\r\n\r\n{")
            for client in [uploading, slow] { #expect(try await client.gets("100 Continue")) }
            while application.count(of: "control.delay") == 0 { try await Task.sleep(for: .milliseconds(5)) }
            let clock = ContinuousClock()
            let start = clock.now
            await begin()
            for client in [silent, idle, half] { #expect(try await client.ends(within: 16)) }
            #expect(half.bytes.isEmpty)
            #expect(!busy.isEnded && !slow.isEnded)
            uploading.send("}" + FaultTests.get)
            #expect(try await uploading.ends())
            #expect(try await busy.ends())
            for client in [uploading, busy] {
                let answers = RawResponses.parse(client.bytes).filter { $0.status != 100 }
                #expect(answers.map(\.status) == [200])
                #expect(answers.first?["Connection"] == "close")
            }
            #expect(try await slow.ends())
            #expect(slow.bytes.count(of: "HTTP/1.1") == 1)
            #expect(start.duration(to: clock.now) >= .milliseconds(19_900))
        }
    }

    @Test func waitsForNobodyIfNothingIsInFlight() async throws {
        let time = try await ContinuousClock().measure {
            try await shutdown(seconds: 3600) { port, _, begin in
                let client = try await RawClient.connect(port: port)
                client.send(FaultTests.get)
                #expect(try await client.gets("HTTP/1.1 200"))
                await begin()
                #expect(try await client.ends())
            }
        }
        #expect(time < .seconds(1800))
    }

    /// Runs a server; the body is given what begins the shutdown, after which the server must end.
    private func shutdown(
        seconds: Int,
        _ body: @escaping @Sendable (Int, ControlApplication, @Sendable () async -> Void) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var options = HTTPOptions(port: 0, shutdownSeconds: seconds) { _, port in continuation.yield(port) }
        options.headSeconds = 60
        let application = ControlApplication()
        let service = Serving(transport: HTTPTransport(options, clock: SystemClock()), application: application)
        let group = ServiceGroup(services: [service], logger: options.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { continuation.finish() }
                try await group.run()
            }
            for await port in ports {
                try await body(port, application) { await group.triggerGracefulShutdown() }
            }
            try await tasks.waitForAll()
        }
    }

    private struct Serving: Service {
        let transport: HTTPTransport
        let application: ControlApplication

        func run() async throws { try await transport.run(application) }
    }
}
