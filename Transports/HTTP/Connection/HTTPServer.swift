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
    private let lanes: [EventLoopLane]

    init(_ options: HTTPOptions, _ responder: HTTPResponder) {
        self.options = options
        self.responder = responder
        lanes = group.makeIterator().map { EventLoopLane($0) }
    }

    /// Serves until the task is gracefully shut down or cancelled. Throws when the address cannot be listened on.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { tasks in
            defer { for lane in lanes { lane.finish() } }
            for lane in lanes { tasks.addTask(executorPreference: lane.executor) { await lane.run() } }
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
            // One at a time, so that no connection is accepted beyond the gate's number.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
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
        try pipeline.addHandler(ArrivalHandler(connection))
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = options.headBytesMax
        limits.maxHeaderListSize = options.headBytesMax
        limits.maxHeaderFieldCount = options.headFieldsMax
        try pipeline.configureHTTPServerPipeline(
            // An answer's fields are ours, but for request ids, which are checked.
            withPipeliningAssistance: true, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
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
