import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Answers what is no HTTP with a problem, where the server would close without a word or send a bare 400.
///
/// It stands behind the codec, so that it sees the parser's errors and counts the requests that are still to be answered:
/// the answer to the faulty one comes after theirs. Then the connection ends, since nobody knows where the next request
/// would begin. A fault within a body is the responder's: it is the one who answers that request.
final class RequestFaultHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let answer: @Sendable () -> Answer
    private var unanswered = 0
    private var isInBody = false
    /// After the client's last request nothing is read any more, and nothing can be faulty.
    private var isAfterLast = false
    private var isFaulted = false
    /// How long bytes are still taken, unread, once the connection is done with: closed at once, it would be reset, and
    /// the client might not see the answer.
    private static let lingering = TimeAmount.seconds(1)

    init(_ answer: @escaping @Sendable () -> Answer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFaulted else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            unanswered += 1
            isAfterLast = head.headerFields.wantsClose
            isInBody = true
        case .body: break
        case .end: isInBody = false
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isFaulted else { return }
        guard !isInBody else {
            context.fireErrorCaught(error)
            return
        }
        isFaulted = true
        guard !isAfterLast else { return }
        if unanswered == 0 { end(context) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        context.write(data, promise: promise)
        guard case .end = part else { return }
        unanswered -= 1
        if isFaulted, !isAfterLast, unanswered == 0 { end(context) }
    }

    private func end(_ context: ChannelHandlerContext) {
        let answer = answer()
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: answer.bytes))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingering) { context.close(promise: nil) }
    }
}
