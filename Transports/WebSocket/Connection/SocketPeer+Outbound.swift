import CaravanNetwork
import CaravanProtocol
import NIOCore

/// What goes to the client.
extension SocketPeer {
    /// What the client is told that does not take its messages.
    static let howToResume = "too slow: subscribe again since the last revision that you have"

    func write(_ message: PeerMessage, _ framing: inout PeerFraming) {
        guard phase == .open, context != nil else { return }
        let frame = sockets.frame(message, deflate, &framing)
        // A peer is slow by what the system does not take, not by what came in one go.
        if !isWritable { flush() }
        guard queue.isEmpty, isWritable else {
            let gone = min(liveBytesHanded, bytesBuffered)
            if !queue.append(frame, message.kind, liveBytesGone: gone) { end(.tooSlow(resume: Self.howToResume)) }
            return
        }
        if message.kind.isLive { liveBytesHanded += frame.readableBytes }
        if !isUnflushed { sockets.written.add(self) }
        write(frame)
    }

    /// Hands a frame to the channel; to be flushed.
    func write(_ frame: ByteBuffer) {
        isUnflushed = true
        context?.write(wrapOutboundOut(frame), promise: nil)
    }

    func flush() {
        guard isUnflushed, let context else { return }
        isUnflushed = false
        context.flush()
        if liveBytesHanded > 0, bytesBuffered == 0 { liveBytesHanded = 0 }
    }

    /// Answers the last ping, if the client takes anything.
    func answerPing() {
        guard let payload = pongOwed, phase == .open, isWritable else { return }
        pongOwed = nil
        pongsLeft -= 1
        write(FrameWriter.frame(.pong, payload, ByteBufferAllocator()))
    }

    /// What the channel has not sent yet.
    var bytesBuffered: Int {
        (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        isWritable = context.channel.isWritable
        if isWritable, !isDraining { drain() }
        context.fireChannelWritabilityChanged()
    }

    /// Hands on what waits. The channel tells from within a flush that it takes more.
    private func drain() {
        isDraining = true
        repeat {
            while isWritable, let item = queue.popFirst() {
                if item.kind.isLive { liveBytesHanded += item.frame.readableBytes }
                write(item.frame)
            }
            flush()
        } while isWritable && !queue.isEmpty
        isDraining = false
        sendCloseFrame()
        tellOfRoom()
        goOn()
    }

    // MARK: - Room

    func roomForMore() async {
        await withCheckedContinuation { continuation in
            // Behind what was sent before, which lies in the lane's queue still.
            lane.run { [self] in wait(continuation) }
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, Never>) {
        if hasRoom { continuation.resume() } else { roomWaiters.append(continuation) }
    }

    private var hasRoom: Bool {
        phase != .open || isWritable && queue.isEmpty || queue.bytes + bytesBuffered < WebSocketOptions.roomBytes
    }

    private func tellOfRoom() {
        guard !roomWaiters.isEmpty, hasRoom else { return }
        let waiters = roomWaiters
        roomWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}
