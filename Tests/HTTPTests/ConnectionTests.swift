import CaravanHTTP
import CaravanProtocol
import CaravanSystem
import Logging
import NIOHTTP1
import ServiceLifecycle
import Testing
import TransportControl

@Suite("Connections")
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
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let options = HTTPOptions(port: 0) { _, port in continuation.yield(port) }
        let application = ControlApplication()
        let service = TransportService(
            transport: HTTPTransport(options, clock: SystemClock()), application: application)
        let group = ServiceGroup(services: [service], logger: options.logger)
        try await withThrowingTaskGroup(of: TestResponse?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            for await port in ports {
                let server = TestConnection(port: port)
                tasks.addTask {
                    try await server.send(.post("/control/delay/", #"{"delay_ms":400,"text":"done"}"#))
                }
                while application.count(of: "control.delay") == 0 { try await Task.sleep(for: .milliseconds(5)) }
                await group.triggerGracefulShutdown()
                continuation.finish()
            }
            var answers: [TestResponse] = []
            for try await answer in tasks { answer.map { answers.append($0) } }
            #expect(answers.map(\.status) == [200])
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
