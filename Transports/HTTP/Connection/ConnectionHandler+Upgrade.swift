import NIOCore
import NIOHTTP1

/// How another protocol takes a connection over. Any request of a connection may ask for it: the one before it has been
/// answered by then.
extension ConnectionHandler {
    var isHandingOver: Bool {
        if case .handingOver = state { true } else { false }
    }

    /// Has a request for another protocol answered by its upgrader.
    func upgrade(_ exchange: Exchange) {
        guard let context, let head = exchange.upgradeHead, let (upgrader, fields) = responder.upgrader(for: exchange)
        else { return closeNow() }
        upgrader.buildUpgradeResponse(
            channel: context.channel, upgradeRequest: head, initialResponseHeaders: fields
        ).hop(to: lane.eventLoop).assumeIsolated().whenComplete { [self] result in
            switch result {
            case .success(let fields): change(to: upgrader, head, fields)
            case .failure(let error): send(responder.answerToUpgrade(exchange, failed: error), to: exchange)
            }
        }
    }

    private func change(to upgrader: any HTTPServerProtocolUpgrader, _ request: HTTPRequestHead, _ fields: HTTPHeaders)
    {
        guard let context, case .answering = state else { return }
        state = .handingOver
        let head = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        upgrader.upgrade(context: context, upgradeRequest: request)
            .hop(to: lane.eventLoop).assumeIsolated().whenComplete { [self] result in
                guard case .success = result, let context = self.context else { return closeNow() }
                leave(context.pipeline.syncOperations)
            }
    }

    /// Removes everything of HTTP: the parser last but one, which gives on what it was given behind the request, and then
    /// what holds back the bytes that came later.
    private func leave(_ pipeline: ChannelPipeline.SynchronousOperations) {
        guard let arrivals else { return closeNow() }
        do {
            let parts = try pipeline.context(handlerType: HTTPServerPipelineHandler.self)
            let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self)
            let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            pipeline.removeHandler(context: parts, promise: nil)
            pipeline.removeHandler(context: encoder, promise: nil)
            pipeline.removeHandler(self, promise: nil)
            let removed = lane.eventLoop.makePromise(of: Void.self)
            removed.futureResult.assumeIsolated().whenComplete { _ in arrivals.handOver() }
            pipeline.removeHandler(context: decoder, promise: removed)
        } catch {
            closeNow()
        }
    }
}
