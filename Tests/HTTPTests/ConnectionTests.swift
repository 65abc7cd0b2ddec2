import CaravanHTTP
import CaravanProtocol
import CaravanSystem
import HTTPTestSupport
import Logging
import NIOHTTP1
import ServiceLifecycle
import TestThreads
import Testing
import TransportControl

@Suite("Connections", .inTime)
struct ConnectionTests {
    @Test func answersComeInOrderWhenRequestsDoNotWait() async throws {
        try await RunningServer.with { server in
            let requests = (0..<50).map { number in
                TestRequest.post("/control/delay/", #"{"delay_ms":\#(number % 3),"text":"\#(number)"}"#)
            }
            let answers = try await server.send(requests, isPipelined: true)
            #expect(answers.map { $0.json?["text"]?.string } == (0..<50).map { String($0) })
        }
    }

    @Test func faultsOfOneRequestDoNotReachTheNext() async throws {
        try await RunningServer.with { server in
            let answers = try await server.send(
                [
                    .post("/control/items/", "{"), .get("/nothing/"), .post("/control/items/", "x", type: "text/plain"),
                    .get("/control/me/"), .post("/control/items/", #"{"title":"x"}"#),
                ], isPipelined: true)
            #expect(answers.map(\.status) == [400, 404, 415, 401, 201])
        }
    }

    @Test func aShutdownWaitsForWhatIsInFlight() async throws {
        #expect(try await statusesOfShutdown(after: 10, of: 400) == [200])
    }

    @Test func aShutdownDoesNotWaitForEver() async throws {
        let statuses = try await statusesOfShutdown(after: 1, of: 60_000)
        #expect(!statuses.contains(200), "the call was not waited for")
    }

    /// The answers to one call that takes so many milliseconds, when the server is told to end during it.
    private func statusesOfShutdown(after seconds: Int, of milliseconds: Int) async throws -> [Int] {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let options = HTTPOptions(port: 0, shutdownSeconds: seconds) { _, port in continuation.yield(port) }
        let application = ControlApplication()
        let service = TransportService(
            transport: HTTPTransport(options, clock: SystemClock()), application: application)
        let group = ServiceGroup(services: [service], logger: options.logger)
        return try await withThrowingTaskGroup(of: Int?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            for await port in ports {
                let request = TestRequest.post("/control/delay/", #"{"delay_ms":\#(milliseconds),"text":"done"}"#)
                tasks.addTask { try? await TestConnection(port: port).send(request).status }
                while application.count(of: "control.delay") == 0 { try await Task.sleep(for: .milliseconds(5)) }
                await group.triggerGracefulShutdown()
                continuation.finish()
            }
            return try await tasks.reduce(into: []) { statuses, status in status.map { statuses.append($0) } }
        }
    }

    @Test func anAddressInUseIsAnError() async throws {
        try await RunningServer.with { server in
            let second = HTTPTransport(HTTPOptions(port: server.port), clock: SystemClock())
            await #expect(throws: (any Error).self) { try await second.run(ControlApplication()) }
        }
    }

    private struct TransportService: Service {
        let transport: HTTPTransport
        let application: ControlApplication

        func run() async throws { try await transport.run(application) }
    }
}
