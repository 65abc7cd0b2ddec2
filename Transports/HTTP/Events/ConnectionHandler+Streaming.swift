import CaravanNetwork
import CaravanProtocol
import NIOCore
import NIOHTTP1

/// A connection whose answer is a stream of events.
extension ConnectionHandler {
    /// Opens the stream, and answers with it or with why there is none.
    func stream(_ exchange: Exchange, _ open: @escaping @Sendable (StreamPeer) async -> EventsEndpoint.Opening) {
        let connection = NIOLoopBound(self, eventLoop: lane.eventLoop)
        let peer = StreamPeer(lane.peers, lane.eventLoop)
        let isTaken = lane.tasks.submit {
            let opening = await open(peer)
            return { connection.value.begin(opening, peer, exchange) }
        }
        if !isTaken { send(responder.answerToTooManyCalls(exchange), to: exchange) }
    }

    private func begin(_ opening: EventsEndpoint.Opening, _ peer: StreamPeer, _ exchange: Exchange) {
        switch opening {
        case .refused(let refusal):
            peer.gone()
            send(responder.answerToEvents(exchange, refusal), to: exchange)
        case .stream(let answer, let session):
            guard case .answering = state, let context else { return peer.gone(session) }
            if exchange.isHead {
                // Nobody listens to an answer without a body.
                peer.gone(session)
                return send(answer, to: exchange)
            }
            state = .streaming(peer)
            var fields = answer.fields
            fields[.connection] = "close"
            // Without a length a body ends with its chunks, which HTTP/1.0 does not know, or with the connection.
            let version: HTTPVersion = exchange.isHTTP10 ? .http1_0 : .http1_1
            let head = HTTPResponseHead(version: version, status: answer.status, headers: fields.headers)
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            peer.begin(self, session)
            let isTaken = lane.tasks.submit {
                await session.begin()
                return {}
            }
            if !isTaken { peer.end(.serviceRestart) }
        }
    }

    /// Whether the client has taken so much that more may be written.
    var takesMore: Bool { context?.channel.isWritable == true }

    var bytesBuffered: Int { context.map(bytesBuffered) ?? 0 }

    func write(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        lane.wrote(to: self)
    }

    func flush() { context?.flush() }

    /// Ends the stream, and with it the connection.
    func endStream() {
        guard case .streaming = state, let context else { return }
        state = .ended
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        finish()
    }
}
