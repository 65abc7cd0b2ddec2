import CaravanNetwork
import CaravanProtocol
import NIOCore
import NIOHTTP1

/// Opens sockets on connections of the HTTP transport.
struct SocketUpgrader: HTTPServerProtocolUpgrader, Sendable {
    let application: any Application
    let options: WebSocketOptions
    let lanes: [ObjectIdentifier: SocketLane]
    let transport: String

    let supportedProtocol = "websocket"
    let requiredUpgradeHeaders: [String] = []

    func buildUpgradeResponse(
        channel: any Channel, upgradeRequest: HTTPRequestHead, initialResponseHeaders: HTTPHeaders
    ) -> EventLoopFuture<HTTPHeaders> {
        do throws(UpgradeRefusal) {
            let handshake = try Handshake(upgradeRequest, options)
            _ = try place(handshake, channel)
            return channel.eventLoop.makeSucceededFuture(handshake.fields(initialResponseHeaders))
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    func upgrade(context: ChannelHandlerContext, upgradeRequest: HTTPRequestHead) -> EventLoopFuture<Void> {
        let channel = context.channel
        return channel.eventLoop.makeCompletedFuture {
            let handshake = try Handshake(upgradeRequest, options)
            let (lane, endpoint) = try place(handshake, channel)
            let address = options.trustedProxies.client(
                of: channel.remoteAddress?.ipAddress, forwardedFor: upgradeRequest.headers["X-Forwarded-For"])
            let visit = PeerVisit(credential: handshake.credential, address: address, transport: transport)
            let peer = SocketPeer(lane, endpoint, handshake.deflate)
            try channel.syncOptions?.setOption(
                .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: WebSocketOptions.readBytes))
            try channel.syncOptions?.setOption(.maxMessagesPerRead, value: WebSocketOptions.readCountMax)
            try context.pipeline.syncOperations.addHandler(peer)
            // Not before the handlers of HTTP have gone.
            channel.eventLoop.execute { peer.begin { endpoint.open(visit, $0) } }
        }
    }

    private func place(_ handshake: Handshake, _ channel: any Channel) throws(UpgradeRefusal) -> (
        SocketLane, any SocketEndpoint
    ) {
        guard let endpoint = application.socket(at: handshake.path) else {
            throw UpgradeRefusal(Failure(.notFound, "There is nothing at this path."))
        }
        guard let lane = lanes[ObjectIdentifier(channel.eventLoop)], !lane.isClosing else {
            throw UpgradeRefusal(Failure(.unavailable, "The server shuts down."))
        }
        return (lane, endpoint)
    }
}
