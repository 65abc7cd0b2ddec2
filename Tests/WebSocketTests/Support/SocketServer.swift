import CaravanHTTP
import CaravanSystem
import CaravanWebSocket
import HTTPTestSupport
import ServiceLifecycle
import Testing

/// A server with the sockets of the tests.
struct SocketServer: Sendable {
    let port: Int
    let application: TestApplication
    /// Begins a graceful shutdown, after which the server must end.
    let shutDown: @Sendable () async -> Void

    static func with(
        _ adjust: (inout WebSocketOptions) -> Void = { _ in }, http adjustHTTP: (inout HTTPOptions) -> Void = { _ in },
        _ body: @escaping @Sendable (SocketServer) async throws -> Void
    ) async throws {
        let application = TestApplication()
        var socketOptions = WebSocketOptions()
        // Clients of tests do not all answer a close frame.
        socketOptions.closeSeconds = 1
        adjust(&socketOptions)
        let sockets = WebSocketTransport(application, socketOptions)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var options = HTTPOptions(port: 0) { _, port in continuation.yield(port) }
        options.upgraders = [sockets.upgrader]
        adjustHTTP(&options)
        let transport = HTTPTransport(options, clock: SystemClock())
        let services = ServiceGroup(
            services: [
                Running { await sockets.run() }, Running { try await transport.run(application) },
            ], logger: options.logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await services.run()
            }
            for await port in ports {
                let server = SocketServer(port: port, application: application) {
                    await services.triggerGracefulShutdown()
                }
                try await body(server)
                await services.triggerGracefulShutdown()
            }
            try await group.waitForAll()
        }
    }

    private struct Running: Service {
        let body: @Sendable () async throws -> Void

        func run() async throws { try await body() }
    }

    /// A socket that is open.
    func open(
        _ path: String = "/ws/", _ fields: [String: String?] = [:], isReading: Bool = true
    ) async throws -> SocketClient {
        let client = try await SocketClient.connect(port: port, path, fields)
        try await client.awaitHead()
        try client.expectOpen()
        return client
    }

    /// Waits until it is so; fails if that takes too long.
    func waits(within seconds: Double = 60, until isTrue: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !isTrue() {
            try #require(ContinuousClock.now < deadline, "it did not come to be in its time")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// What a handshake is answered with.
    func handshake(_ path: String = "/ws/", _ fields: [String: String?] = [:], line: String? = nil) async throws
        -> TestResponse
    {
        let client = try await SocketClient.connect(port: port, path, fields, line: line)
        try await client.awaitHead()
        let answer = client.head
        await client.close()
        return answer
    }
}
