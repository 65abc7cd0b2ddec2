import NIOCore
import Synchronization

/// Lets so many connections be at once; further ones wait in the system's queue until one ends.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = Channel
    typealias InboundOut = Channel
    typealias OutboundIn = Never

    private let countMax: Int
    private var count = 0
    private var isReadWanted = false

    init(countMax: Int) {
        self.countMax = max(1, countMax)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += 1
        let gate = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        unwrapInboundIn(data).closeFuture.hop(to: context.eventLoop).whenComplete { _ in
            let (handler, context) = gate.value
            handler.ended(context)
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if count < countMax { context.read() } else { isReadWanted = true }
    }

    private func ended(_ context: ChannelHandlerContext) {
        count -= 1
        guard isReadWanted else { return }
        isReadWanted = false
        context.read()
    }
}
