import CaravanNetwork
import CaravanProtocol
import NIOCore
import NIOHTTP1

/// One connection: takes requests as the parser finds them, has them answered, and ends when it should.
///
/// It stands behind NIO's pipeline handler, which holds a request back until the one before it is answered, and does all
/// its work on the event loop. It is no task: an idle connection costs its buffers alone.
final class ConnectionHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What the connection is at.
    enum State {
        /// Between requests.
        case idle
        /// A request's body is coming.
        case receiving(Exchange, ByteBuffer?)
        /// A request is complete; its answer is being made.
        case answering(Exchange)
        /// The answer is written but for its end, which waits for the client to take the rest.
        case ending(isRequestComplete: Bool)
        /// The answer is a stream, which lasts.
        case streaming(StreamPeer)
        /// A request was answered before it was complete; the rest is read away.
        case discarding
        /// Another protocol takes the connection over; what comes waits for it.
        case handingOver
        /// Nothing is taken any more.
        case ended
    }

    /// How many bytes of a body may come, whatever they are: chunks have a size and extensions beside their content, and
    /// of what nobody wants so much is read away, so that the connection stays in use.
    private static let bodyRawBytesMax = 32 * 1024 * 1024
    /// How many requests that came together are answered within each other before the stack is let go.
    private static let depthMax = 16

    let responder: HTTPResponder
    let lane: EventLoopLane
    private let limits: ClientPace.Limits
    private(set) var context: ChannelHandlerContext?
    private(set) var arrivals: ArrivalHandler?
    private var address: String?
    private var pace: ClientPace
    var state = State.idle
    private var depth = 0
    /// How many bytes have come since the head of the request.
    private var bodyRawBytes = 0
    /// How many bytes wait for the client, when it was looked at last.
    private var bytesUntaken = 0
    /// Whether no request after this one is answered.
    private var isLast = false

    init(_ responder: HTTPResponder, _ lane: EventLoopLane, _ limits: ClientPace.Limits) {
        self.responder = responder
        self.lane = lane
        self.limits = limits
        pace = ClientPace(now: lane.eventLoop.now)
    }

    // MARK: - The connection's life

    /// The handler that stands before the parser.
    func makeArrivals() -> ArrivalHandler {
        let handler = ArrivalHandler(self)
        arrivals = handler
        return handler
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        lane.add(self)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        lane.remove(self)
        self.context = nil
        if case .streaming(let peer) = state { peer.gone() }
        // Who hands the connection over needs them still.
        if case .handingOver = state { return }
        arrivals = nil
        state = .ended
    }

    /// Ends the connection if the client has had its time.
    func check(now: NIODeadline) {
        guard let context else { return }
        if case .streaming(let peer) = state { peer.breathe(now: now) }
        if case .taking = pace.phase { noteTaken(context) }
        guard pace.isOver(limits, now: now) else { return }
        switch (pace.phase, state) {
        case (.body, .receiving(let exchange, _)):
            isLast = true
            send(responder.answerToLateRequest(exchange), to: exchange)
        case (.head, .idle):
            // By way of the pipeline handler, which lets an answer pass that no request asked for after an error only.
            context.pipeline.fireErrorCaught(RequestIsLate.asParserError)
        default:
            closeNow()
        }
    }

    func closeNow() { context?.close(promise: nil) }

    /// Ends the connection as soon as the request in hand is answered.
    func shutDown() {
        isLast = true
        switch state {
        case .idle:
            state = .ended
            arrivals?.whenWritten { [self] in closeNow() }
        case .discarding: finish()
        case .streaming(let peer): peer.end(.serviceRestart)
        case .receiving, .answering, .ending, .handingOver, .ended: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        switch state {
        // A client may have sent its last request and wait for the answer.
        case .answering, .ending: isLast = true
        // Half a request is none. What was answered before may still be on its way.
        case .idle, .receiving, .discarding: finish()
        // Who listens has nothing to say; who says so is gone.
        case .streaming: closeNow()
        case .handingOver, .ended: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let fault as HTTPParserError:
            refuse(fault)
        case is ByteToMessageDecoderError.PayloadTooLargeError:
            // By way of the pipeline handler, as above.
            context.pipeline.fireErrorCaught(HTTPParserError.headerOverflow)
        case ByteToMessageDecoderError.dataReceivedInErrorState:
            // What follows an error of the parser, which is told once what came before it is answered.
            break
        default:
            closeNow()
        }
    }

    private func refuse(_ fault: HTTPParserError) {
        isLast = true
        switch state {
        case .idle:
            let exchange = responder.exchangeOfNoRequest()
            state = .answering(exchange)
            send(responder.answerToNoRequest(exchange, fault), to: exchange)
        case .receiving(let exchange, _): send(responder.answerToBrokenBody(exchange, fault), to: exchange)
        case .discarding: finish()
        case .handingOver: closeNow()
        case .answering, .ending, .streaming, .ended: break
        }
    }

    // MARK: - Requests

    var takesBytes: ByteIntake {
        switch state {
        case .idle, .receiving, .ending(false), .discarding: .now
        case .answering, .ending(true), .streaming, .handingOver: .later
        case .ended: .never
        }
    }

    func bytesCame(_ count: Int) {
        pace.bytesCame(count, now: lane.eventLoop.now)
        bodyRawBytes += count
        guard bodyRawBytes > Self.bodyRawBytesMax else { return }
        switch state {
        case .receiving(let exchange, _) where bodyRawBytes > 2 * (exchange.bodyBytesMax ?? 0):
            isLast = true
            send(responder.answerToLongBody(exchange), to: exchange)
        case .discarding: finish()
        case .idle, .receiving, .answering, .ending, .streaming, .handingOver, .ended: break
        }
    }

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
        bodyRawBytes = 0
        isLast = exchange.isLast
        state = .receiving(exchange, nil)
        if let refusal {
            // Who was not told to go on may or may not send the body (RFC 9110, section 10.1.1): the connection is unsure.
            if exchange.expectsContinue { isLast = true }
            send(refusal, to: exchange)
        } else if exchange.expectsContinue {
            context?.writeAndFlush(
                wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        }
    }

    private func take(_ bytes: ByteBuffer) {
        guard case .receiving(let exchange, var body) = state, let bytesMax = exchange.bodyBytesMax else { return }
        guard (body?.readableBytes ?? 0) + bytes.readableBytes <= bytesMax else {
            send(responder.answerToLongBody(exchange), to: exchange)
            return
        }
        // So that the buffer has one owner, and is not copied to be added to.
        state = .idle
        if body?.writeImmutableBuffer(bytes) == nil { body = bytes }
        state = .receiving(exchange, body)
    }

    private func complete() {
        switch state {
        case .receiving(let exchange, let body):
            state = .answering(exchange)
            pace.enter(.answer, now: lane.eventLoop.now)
            answer(exchange, body)
        case .ending:
            state = .ending(isRequestComplete: true)
        case .discarding:
            state = .idle
            pace.enter(.request(isFirst: false), now: lane.eventLoop.now)
        case .idle, .answering, .streaming, .handingOver, .ended: break
        }
    }

    private func answer(_ exchange: Exchange, _ body: ByteBuffer?) {
        if exchange.upgradeHead != nil { return upgrade(exchange) }
        switch responder.answer(exchange, body: body.map { Array(buffer: $0) } ?? []) {
        case .now(let answer):
            send(answer, to: exchange)
        case .later(let work):
            let connection = NIOLoopBound(self, eventLoop: lane.eventLoop)
            let isTaken = lane.tasks.submit {
                let answer = await work()
                return { connection.value.send(answer, to: exchange) }
            }
            if !isTaken { send(responder.answerToTooManyCalls(exchange), to: exchange) }
        case .stream(let open):
            stream(exchange, open)
        }
    }

    // MARK: - Answers

    func send(_ answer: Answer, to exchange: Exchange) {
        guard let context else { return }
        switch state {
        case .answering: state = .ending(isRequestComplete: true)
        case .receiving: state = .ending(isRequestComplete: false)
        case .idle, .ending, .streaming, .discarding, .handingOver, .ended: return
        }
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
        guard context.channel.isWritable else {
            // Before the flush, which tells at once when it has got rid of the bytes.
            awaitTaking(context)
            context.flush()
            return
        }
        end()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .streaming(let peer) = state {
            // Who takes nothing for long is gone, though nobody says so.
            if context.channel.isWritable { pace.enter(.answer, now: lane.eventLoop.now) } else { awaitTaking(context) }
            peer.writeOn()
        }
        end()
        context.fireChannelWritabilityChanged()
    }

    /// Ends the answer, and the connection if it was the last.
    ///
    /// It lets the next request in: not before the client takes what it has been sent, and not from deep within the
    /// answers to the requests before, which come here one out of the other.
    private func end() {
        guard case .ending(let isRequestComplete) = state, let context, context.channel.isWritable else { return }
        guard depth < Self.depthMax else {
            let connection = NIOLoopBound(self, eventLoop: lane.eventLoop)
            lane.eventLoop.execute { connection.value.end() }
            return
        }
        depth += 1
        defer { depth -= 1 }
        if isLast {
            state = .ended
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            return finish()
        }
        state = isRequestComplete ? .idle : .discarding
        pace.enter(isRequestComplete ? .request(isFirst: false) : .body(0), now: lane.eventLoop.now)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        guard let arrivals, arrivals.isHolding else { return }
        let held = NIOLoopBound(arrivals, eventLoop: lane.eventLoop)
        lane.eventLoop.execute { held.value.resume() }
    }

    /// Closes the connection once everything written has gone, and gives the client the time to see it.
    func finish() {
        guard let context else { return }
        isLast = true
        state = .ended
        awaitTaking(context)
        arrivals?.whenWritten { [self] in
            pace.enter(.end, now: lane.eventLoop.now)
            self.context?.close(mode: .output, promise: nil)
        }
    }

    private func awaitTaking(_ context: ChannelHandlerContext) {
        pace.enter(.taking(0), now: lane.eventLoop.now)
        bytesUntaken = bytesBuffered(context)
    }

    private func noteTaken(_ context: ChannelHandlerContext) {
        let now = bytesBuffered(context)
        pace.bytesWent(max(0, bytesUntaken - now))
        bytesUntaken = now
    }

    func bytesBuffered(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
