import NIOCore

/// A connection, the only handler of its channel: upgrades by hand, then takes frames.
// Everything but its identity is used on its own event loop alone.
final class Peer: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let subscribe = Array(#"{"type":"subscribe""#.utf8)
    private static let message = Array(#"{"type":"chat_message""#.utf8)

    private let rooms: Rooms
    private var context: ChannelHandlerContext?
    private var place: (room: Room, part: RoomPart)?
    /// What has come of a frame that is not whole.
    private var partial: ByteBuffer?
    private var isWritten = false
    var isGone: Bool { context == nil }
    /// Whether too much of what was written to it is unsent.
    private(set) var isFull = false

    init(_ rooms: Rooms) { self.rooms = rooms }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        place?.part.remove(self)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) { isFull = !context.channel.isWritable }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var received = unwrapInboundIn(data)
        if var start = partial {
            partial = nil
            start.writeBuffer(&received)
            received = start
        }
        if place == nil, !upgrade(&received, context) { return }
        while let frame = ClientFrame(&received) { take(frame) }
        if received.readableBytes > 0 { partial = received }
    }

    private func upgrade(_ received: inout ByteBuffer, _ context: ChannelHandlerContext) -> Bool {
        guard let upgrade = Upgrade(&received) else {
            partial = received
            return false
        }
        let room = rooms.room(upgrade.room)
        place = room.part(of: context.eventLoop).map { (room, $0) }
        context.writeAndFlush(wrapOutboundOut(upgrade.answer), promise: nil)
        return place != nil
    }

    private func take(_ frame: ClientFrame) {
        guard let (room, part) = place else { return }
        switch frame.opcode {
        case 1 where frame.payload.readableBytesView.starts(with: Self.subscribe):
            room.enter(self, part, since: Self.since(frame.payload))
        case 1 where frame.payload.readableBytesView.starts(with: Self.message): room.say(frame.payload)
        case 1: room.whisper(frame.payload, from: self, part)
        case 8:
            part.send(ServerFrame.control(8, frame.payload), to: self)
            flush()
            context?.close(promise: nil)
        case 9: part.send(ServerFrame.control(10, frame.payload), to: self)
        default: break
        }
    }

    private static func since(_ payload: ByteBuffer) -> Int? {
        let view = payload.readableBytesView
        guard let mark = view.firstRange(of: Array(#""since":"#.utf8)) else { return nil }
        return Int(String(decoding: view[mark.upperBound...].prefix { (48...57).contains($0) }, as: UTF8.self))
    }

    /// Answers whether it has to be flushed and was not to be before.
    func write(_ frame: ByteBuffer) -> Bool {
        guard let context else { return false }
        context.write(wrapOutboundOut(frame), promise: nil)
        guard !isWritten else { return false }
        isWritten = true
        return true
    }

    func flush() {
        isWritten = false
        context?.flush()
    }
}
