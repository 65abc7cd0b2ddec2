package import CaravanHTTP
package import CaravanProtocol
import CaravanSystem
import TransportControl

/// Serves an application on a free port while a test talks to it.
package enum RunningServer {
    /// - Parameter adjust: sets what differs from the options that a server has by default.
    package static func with(
        _ application: any Application = ControlApplication(), bodyBytesMax: Int = Limits.bodyBytesMax,
        options adjust: (inout HTTPOptions) -> Void = { _ in },
        _ body: @escaping @Sendable (TestConnection) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var options = HTTPOptions(port: 0, bodyBytesMax: bodyBytesMax) { _, port in continuation.yield(port) }
        adjust(&options)
        try await withThrowingTaskGroup(of: Void.self) { [options] group in
            group.addTask {
                defer { continuation.finish() }
                try await HTTPTransport(options, clock: SystemClock()).run(application)
            }
            for await port in ports {
                try await body(TestConnection(port: port))
                group.cancelAll()
            }
            try await group.waitForAll()
        }
    }
}
