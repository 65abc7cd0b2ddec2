import CaravanNetwork
import Glibc
import NIOCore
import NIOExtras
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// Listens, and gives each connection its pipeline: NIO's HTTP/1 codec and pipelining, then ours.
struct HTTPServer {
    private let options: HTTPOptions
    private let responder: HTTPResponder
    private let group = MultiThreadedEventLoopGroup.singleton
    let lanes: [EventLoopLane]
    /// How many calls an event loop has at once, if nobody says how many connections there may be.
    private static let callCountMax = 10_000

    init(_ options: HTTPOptions, _ responder: HTTPResponder) {
        self.options = options
        self.responder = responder
        let callCountMax = max(64, options.connectionsMax ?? Self.callCountMax)
        lanes = group.makeIterator().map { EventLoopLane($0, callCountMax: callCountMax) }
    }

    /// Serves until the task is gracefully shut down or cancelled. Throws when the address cannot be listened on.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { tasks in
            defer { for lane in lanes { lane.tasks.finish() } }
            for lane in lanes { tasks.addTask(executorPreference: lane.tasks.executor) { await lane.tasks.run() } }
            let quiescing = ServerQuiescingHelper(group: group)
            let channel = try await listen(quiescing)
            options.onListening(options.host, channel.localAddress?.port ?? options.port)
            try await serve(channel, quiescing)
            // Nobody is left to take an answer.
            tasks.cancelAll()
        }
    }

    private func listen(_ quiescing: ServerQuiescingHelper) async throws -> any Channel {
        let lanes = Dictionary(uniqueKeysWithValues: lanes.map { (ObjectIdentifier($0.eventLoop), $0) })
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: 16)
            .serverChannelInitializer { [options] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let countMax = options.connectionsMax {
                        try channel.pipeline.syncOperations.addHandler(ConnectionGate(countMax: countMax))
                    }
                    try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // What a client does not take waits here, where it is seen to, and not by the megabyte in the system; and it
            // is taken in steps that the slowest client to be waited for takes within the idle time.
            .childChannelOption(.tcpOption(.init(rawValue: TCP_NOTSENT_LOWAT)), value: 16 * 1024)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let lane = lanes[ObjectIdentifier(channel.eventLoop)] else {
                        preconditionFailure("a connection on an event loop of another group")
                    }
                    try open(channel, lane)
                }
            }
            .bind(host: options.host, port: options.port).get()
    }

    private func open(_ channel: any Channel, _ lane: EventLoopLane) throws {
        let connection = ConnectionHandler(responder, lane, options.pace)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(connection.makeArrivals())
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = options.headBytesMax
        limits.maxHeaderListSize = options.headBytesMax
        limits.maxHeaderFieldCount = options.headFieldsMax
        // An answer's fields are ours, but for request ids, which are checked: no handler looks at them again.
        try pipeline.addHandler(HTTPResponseEncoder(configuration: .init()))
        // The parser's limits do not count blanks before a value; the bytes that it has not done with are counted here.
        try pipeline.addHandler(
            ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes, limitConfiguration: limits),
                maximumBufferSize: options.headBytesMax + 1024))
        try pipeline.addHandler(HTTPServerPipelineHandler())
        try pipeline.addHandler(connection)
    }

    /// Waits for the end: after a graceful shutdown connections have so many seconds to finish what they are at.
    private func serve(_ channel: any Channel, _ quiescing: ServerQuiescingHelper) async throws {
        let lanes = lanes
        let ended = channel.eventLoop.makePromise(of: Void.self)
        let grace = TimeAmount.seconds(Int64(options.shutdownSeconds))
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await ended.futureResult.get()
            } onGracefulShutdown: {
                quiescing.initiateShutdown(promise: ended)
                let closing = channel.eventLoop.scheduleTask(in: grace) { for lane in lanes { lane.closeAll() } }
                ended.futureResult.whenComplete { _ in closing.cancel() }
            }
        } onCancel: {
            quiescing.initiateShutdown(promise: ended)
            for lane in lanes { lane.closeAll() }
        }
    }
}
