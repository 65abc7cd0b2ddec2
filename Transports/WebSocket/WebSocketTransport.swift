import CaravanNetwork
public import CaravanProtocol
import NIOCore
public import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Sockets on the HTTP transport's port (RFC 6455; WIRE.md section 4): its ``upgrader`` goes into the options of that
/// transport, and ``run()`` beside it.
public struct WebSocketTransport: Sendable {
    /// Its name in the log.
    public static let name = "websocket"

    /// Takes connections of the HTTP transport over.
    public let upgrader: any HTTPServerProtocolUpgrader & Sendable
    private let lanes: [SocketLane]

    public init(_ application: any Application, _ options: WebSocketOptions = WebSocketOptions()) {
        lanes = MultiThreadedEventLoopGroup.singleton.makeIterator().map { SocketLane($0, options) }
        upgrader = SocketUpgrader(
            application: application, options: options,
            lanes: Dictionary(uniqueKeysWithValues: lanes.map { (ObjectIdentifier($0.eventLoop), $0) }),
            transport: Self.name)
    }

    /// Serves until the task is gracefully shut down, and all sockets have closed, or cancelled, which cuts them.
    public func run() async {
        await withDiscardingTaskGroup { tasks in
            for lane in lanes { tasks.addTask(executorPreference: lane.tasks.executor) { await lane.tasks.run() } }
            await withTaskCancellationHandler {
                await withGracefulShutdownHandler {
                    for lane in lanes { await lane.closed() }
                } onGracefulShutdown: {
                    for lane in lanes { lane.close() }
                }
            } onCancel: {
                for lane in lanes { lane.cut() }
            }
            for lane in lanes { lane.tasks.finish() }
            // Nobody is left to take an answer.
            tasks.cancelAll()
        }
    }
}
