import CaravanSystem
import HTTPTestSupport
import NIOCore
import Synchronization
import TransportControl

@testable import CaravanHTTP

/// A running server whose connections and calls can be counted.
struct WatchedServer: Sendable {
    let port: Int
    private let lanes: [EventLoopLane]

    static func with(
        _ application: ControlApplication = ControlApplication(),
        options adjust: (inout HTTPOptions) -> Void = { _ in },
        _ body: @escaping @Sendable (WatchedServer) async throws -> Void
    ) async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        var options = HTTPOptions(port: 0) { _, port in continuation.yield(port) }
        adjust(&options)
        let dates = DateHeader(SystemClock())
        let responder = HTTPResponder(application, transport: "http", options: options, dates: dates)
        let server = HTTPServer(options, responder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { continuation.finish() }
                try await server.run()
            }
            for await port in ports {
                try await body(WatchedServer(port: port, lanes: server.lanes))
                group.cancelAll()
            }
            try await group.waitForAll()
        }
    }

    /// How many connections and calls there are.
    func load() async throws -> (connections: Int, calls: Int) {
        var sum = (connections: 0, calls: 0)
        for lane in lanes {
            let load = try await lane.eventLoop.submit { lane.load }.get()
            sum = (sum.connections + load.connections, sum.calls + load.calls)
        }
        return sum
    }

    /// Waits until so many connections, and no calls, are left; false if it takes too long.
    func settles(at connections: Int, within seconds: Double = 60) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if try await load() == (connections, 0) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
