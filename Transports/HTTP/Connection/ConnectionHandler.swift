import CaravanProtocol
import NIOCore
import NIOHTTP1

/// One connection: takes requests as the parser finds them, has them answered, and ends when it should.
///
/// It stands behind NIO's pipeline handler, which holds a request back until the one before it is answered, and does all
/// its work on the event loop. It is no task: an idle connection costs its buffers alone.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What the connection is at.
    private enum State {
        /// Between requests.
        case idle
        /// A request's body is coming.
        case receiving(Exchange, ByteBuffer?)
        /// A request is complete; its answer is being made, or waits for the client to take it.
        case answering(Exchange)
        /// A request was answered before it was complete; so many bytes of the rest were read away.
        case discarding(Int)
        /// Nothing is taken any more.
        case ended
    }

    /// How much of a body that nobody wants is read to its end, so that the connection stays in use. Beyond it the
    /// connection is closed.
    private static let discardedBytesMax = 32 * 1024 * 1024
    /// How many requests that came together are answered within each other before the stack is let go.
    private static let depthMax = 16

    private let responder: HTTPResponder
    private let lane: EventLoopLane
    private let limits: ClientPace.Limits
    private var context: ChannelHandlerContext?
    private var address: String?
    private var pace: ClientPace
    private var state = State.idle
    private var depth = 0
    /// The end of an answer, held back until the client has taken the rest.
    private var isEndHeld = false
    /// Whether no request after this one is answered.
    private var isLast = false

    init(_ responder: HTTPResponder, _ lane: EventLoopLane, _ limits: ClientPace.Limits) {
        self.responder = responder
        self.lane = lane
        self.limits = limits
        pace = ClientPace(now: lane.eventLoop.now)
    }

    // MARK: - The connection's life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        lane.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        lane.remove(self)
        self.context = nil
        state = .ended
    }

    func bytesCame(_ count: Int) { pace.bytesCame(count, now: lane.eventLoop.now) }

    /// Ends the connection if the client has had its time.
    func check(now: NIODeadline) {
        guard let context, pace.isOver(limits, now: now) else { return }
        switch (pace.phase, state) {
        case (.body, .receiving(let exchange, _)):
            isLast = true
            send(responder.answerToLateRequest(exchange), to: exchange)
        case (.head, _):
            // By way of the pipeline handler, which lets an answer pass that no request asked for after an error only.
            context.pipeline.fireErrorCaught(RequestIsLate.asParserError)
        default:
            closeNow()
        }
    }

    func closeNow() { context?.close(promise: nil) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        // A client may have sent its last request and wait for the answer; half a request is none.
        if case .answering = state { isLast = true } else { closeNow() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError else {
            closeNow()
            return
        }
        isLast = true
        switch state {
        case .idle:
            let exchange = responder.exchangeOfNoRequest()
            state = .answering(exchange)
            send(responder.answerToNoRequest(exchange, fault), to: exchange)
        case .receiving(let exchange, _): send(responder.answerToBrokenBody(exchange, fault), to: exchange)
        case .answering, .discarding, .ended: closeNow()
        }
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let bytes): take(bytes)
        case .end: complete()
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        guard !isLast, case .idle = state else { return }
        if address == nil { address = context?.channel.remoteAddress?.ipAddress }
        let (exchange, refusal) = responder.open(head, from: address)
        pace.enter(.body(0), now: lane.eventLoop.now)
        isLast = !head.isKeepAlive
        state = .receiving(exchange, nil)
        if let refusal {
            // Who was not told to go on may or may not send the body (RFC 9110, section 10.1.1): the connection is unsure.
            if exchange.expectsContinue { isLast = true }
            send(refusal, to: exchange)
        } else if exchange.expectsContinue, exchange.bodyBytesMax != nil {
            context?.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        }
    }

    private func take(_ bytes: ByteBuffer) {
        switch state {
        case .receiving(let exchange, var body):
            guard let bytesMax = exchange.bodyBytesMax else { return }
            guard (body?.readableBytes ?? 0) + bytes.readableBytes <= bytesMax else {
                send(responder.answerToLongBody(exchange), to: exchange)
                return
            }
            state = .idle
            if body?.writeImmutableBuffer(bytes) == nil { body = bytes }
            state = .receiving(exchange, body)
        case .discarding(let before):
            guard before + bytes.readableBytes <= Self.discardedBytesMax else { return closeNow() }
            state = .discarding(before + bytes.readableBytes)
        case .idle, .answering, .ended: break
        }
    }

    private func complete() {
        switch state {
        case .receiving(let exchange, let body):
            state = .answering(exchange)
            pace.enter(.answer, now: lane.eventLoop.now)
            answer(exchange, body)
        case .discarding:
            state = .idle
            pace.enter(.request(isFirst: false), now: lane.eventLoop.now)
        case .idle, .answering, .ended: break
        }
    }

    private func answer(_ exchange: Exchange, _ body: ByteBuffer?) {
        switch responder.answer(exchange, body: body.map { Array(buffer: $0) } ?? []) {
        case .now(let answer):
            guard depth < Self.depthMax else {
                let connection = NIOLoopBound(self, eventLoop: lane.eventLoop)
                lane.eventLoop.execute { connection.value.send(answer, to: exchange) }
                return
            }
            depth += 1
            send(answer, to: exchange)
            depth -= 1
        case .later(let work):
            let connection = NIOLoopBound(self, eventLoop: lane.eventLoop)
            lane.submit {
                let answer = await work()
                connection.eventLoop.execute { connection.value.send(answer, to: exchange) }
            }
        }
    }

    // MARK: - Answers

    private func send(_ answer: Answer, to exchange: Exchange) {
        guard let context else { return }
        var fields = answer.fields
        if isLast || answer.isLast {
            isLast = true
            fields[.connection] = "close"
        } else if exchange.isHTTP10 {
            fields[.connection] = "keep-alive"
        }
        let head = HTTPResponseHead(version: .http1_1, status: answer.status, headers: fields.headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !answer.bytes.isEmpty, !exchange.isHead {
            context.write(
                wrapOutboundOut(.body(.byteBuffer(context.channel.allocator.buffer(bytes: answer.bytes)))), promise: nil
            )
        }
        // The next request is let in by the end of this answer: not before the client takes what it has been sent.
        guard context.channel.isWritable else {
            context.flush()
            isEndHeld = true
            pace.enter(.taking, now: lane.eventLoop.now)
            return
        }
        end(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if isEndHeld, context.channel.isWritable {
            isEndHeld = false
            end(context)
        }
        context.fireChannelWritabilityChanged()
    }

    /// Ends an answer, and the connection if it was the last.
    private func end(_ context: ChannelHandlerContext) {
        if case .receiving = state { state = .discarding(0) } else { state = .idle }
        guard isLast else {
            if case .idle = state { pace.enter(.request(isFirst: false), now: lane.eventLoop.now) }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        state = .ended
        pace.enter(.end, now: lane.eventLoop.now)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }
}
