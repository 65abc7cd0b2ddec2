import NIOCore

/// Stands before the parser: tells the connection of bytes before anybody knows what they mean, since the parser is
/// silent until a head is whole, and keeps from it what it need not see yet, or at all.
///
/// Behind a request that is being answered bytes wait as they came. Parsed, thousands of short requests would take many
/// times their room; and they do come although nothing is read: with the end of a client's output NIO reads all that the
/// socket holds.
final class ArrivalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var connection: ConnectionHandler?
    private var context: ChannelHandlerContext?
    private var waiting = CircularBuffer<ByteBuffer>(initialCapacity: 0)
    /// Whether the end of the client's output waits behind the bytes.
    private var isEndWaiting = false
    /// Whether the server has begun to shut down.
    private var isShuttingDown = false

    init(_ connection: ConnectionHandler) {
        self.connection = connection
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        connection = nil
        waiting.removeAll()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let connection else { return }
        switch connection.takesBytes {
        case .now where waiting.isEmpty: pass(unwrapInboundIn(data), connection, context)
        case .now, .later: waiting.append(unwrapInboundIn(data))
        case .never: waiting.removeAll()
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            // Not for NIO's pipeline handler, which closes a connection without a request at once, although an answer
            // may still be on its way.
            isShuttingDown = true
            connection?.shutDown()
        case ChannelEvent.inputClosed where !waiting.isEmpty || connection?.isHandingOver == true:
            isEndWaiting = true
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    /// Gives the parser what waits, as far as the connection takes it now. Not from within what the parser delivers.
    func resume() {
        guard let context, let connection else { return }
        if case .never = connection.takesBytes { waiting.removeAll() }
        while case .now = connection.takesBytes, let bytes = waiting.popFirst() { pass(bytes, connection, context) }
        if isEndWaiting, waiting.isEmpty {
            isEndWaiting = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    /// Gives all that came meanwhile to the protocol that stands behind it now, and leaves.
    func handOver() {
        guard let context else { return }
        let bytes = waiting
        waiting.removeAll()
        for bytes in bytes { context.fireChannelRead(wrapInboundOut(bytes)) }
        if !bytes.isEmpty { context.fireChannelReadComplete() }
        if isEndWaiting { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        if isShuttingDown { context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    var isHolding: Bool { !waiting.isEmpty || isEndWaiting }

    /// Tells when all that was written so far has been handed to the system.
    func whenWritten(_ body: @escaping () -> Void) {
        guard let context else { return }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess(body)
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(capacity: 0)), promise: written)
    }

    private func pass(_ bytes: ByteBuffer, _ connection: ConnectionHandler, _ context: ChannelHandlerContext) {
        connection.bytesCame(bytes.readableBytes)
        context.fireChannelRead(wrapInboundOut(bytes))
    }
}
