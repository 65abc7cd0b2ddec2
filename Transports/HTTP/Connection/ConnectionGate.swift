import NIOCore

/// Lets so many connections be at once; further ones wait in the system's queue until one ends.
final class ConnectionGate: ChannelDuplexHandler {
    typealias InboundIn = Channel
    typealias InboundOut = Channel
    typealias OutboundIn = Never

    /// How many are accepted in one go, as long as there is room for so many.
    private static let burstMax: UInt = 16

    private let countMax: Int
    private var count = 0
    private var isReadWanted = false
    private var burst: UInt = 0

    init(countMax: Int) {
        self.countMax = max(1, countMax)
    }

    func handlerAdded(context: ChannelHandlerContext) { fitBurst(context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        count += 1
        fitBurst(context)
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
        fitBurst(context)
        guard isReadWanted else { return }
        isReadWanted = false
        context.read()
    }

    /// Close to the limit connections are accepted one by one, so that none is beyond it.
    private func fitBurst(_ context: ChannelHandlerContext) {
        let fitting = countMax - count < 2 * Int(Self.burstMax) ? 1 : Self.burstMax
        guard burst != fitting else { return }
        burst = fitting
        try? context.channel.syncOptions?.setOption(.maxMessagesPerRead, value: fitting)
    }
}
