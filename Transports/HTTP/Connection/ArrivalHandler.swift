import NIOCore

/// Tells the connection of bytes before anybody knows what they mean: the parser is silent until a head is whole.
final class ArrivalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let connection: ConnectionHandler

    init(_ connection: ConnectionHandler) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        connection.bytesCame(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }
}
