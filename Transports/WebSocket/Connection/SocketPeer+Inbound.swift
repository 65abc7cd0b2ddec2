import CaravanNetwork
import CaravanProtocol
import NIOCore
import NIOHTTP1

/// What comes from the client.
extension SocketPeer {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        noteHeard()
        guard !isInputClosed else { return }
        var bytes = unwrapInboundIn(data)
        if inbound == nil { take(&bytes) }
        keep(bytes)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pongsLeft = Self.pongsInReadMax
        answerPing()
        flush()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        isReadWanted = holdsReading
        if !isReadWanted { context.read() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: end(.serviceRestart)
        case ChannelEvent.inputClosed:
            isInputClosed = true
            hangUpIfDone()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Whether the next message may be taken.
    private var mayTake: Bool {
        switch phase {
        case .open: !isBusy && !isYielding && isWritable && queue.answerCount == 0
        case .closing: true
        case .finishing, .gone: false
        }
    }

    private var holdsReading: Bool { phase == .open && (inbound != nil || !mayTake) }

    // MARK: - Messages

    /// Takes what may be taken of the bytes.
    private func take(_ bytes: inout ByteBuffer) {
        var count = 0
        while mayTake, bytes.readableBytes > 0 {
            // Else answers would gather by the number of messages in the bytes.
            guard count < WebSocketOptions.messagesInTurnMax else { return yield() }
            do throws(SocketFault) {
                guard let incoming = try reader.next(&bytes) else { return }
                switch incoming {
                case .message(let message, let isBinary):
                    count += 1
                    receive(message, isBinary)
                case .compressed(let message, let isBinary):
                    count += 1
                    receive(try inflated(message, isBinary), isBinary)
                case .ping(let payload):
                    pongOwed = payload
                    if pongsLeft > 0, isWritable { answerPing() }
                case .pong: break
                case .close(let reason): return come(to: .close(reason), behind: count)
                }
            } catch {
                return come(to: .fault(error), behind: count)
            }
        }
    }

    private func inflated(_ message: [UInt8], _ isBinary: Bool) throws(SocketFault) -> [UInt8] {
        let bytes = try sockets.inflate(message, bytesMax: messageBytesMax)
        guard !isBinary else { return bytes }
        var check = UTF8Check()
        guard bytes.withUnsafeBytes({ check.take($0) }), check.isComplete else { throw .notUTF8 }
        return bytes
    }

    private func receive(_ message: [UInt8], _ isBinary: Bool) {
        guard phase == .open, let session, !session.receiveIfBrief(message, isBinary: isBinary) else { return }
        submit { await session.receive(message, isBinary: isBinary) }
    }

    func submit(_ work: @escaping @Sendable () async -> Void) {
        isBusy = true
        let isTaken = sockets.tasks.submit { [self] in
            await work()
            return {
                self.isBusy = false
                self.goOn()
            }
        }
        if !isTaken { fail(.tooBusy) }
    }

    /// Takes more when what was asked so far has been written.
    private func yield() {
        isYielding = true
        sockets.eventLoop.execute { [self] in
            isYielding = false
            if let ending { perform(ending) }
            goOn()
        }
    }

    /// Ends the connection, but not before what the messages before led to has been written.
    private func come(to ending: Ending, behind count: Int) {
        guard count > 0, phase == .open else { return perform(ending) }
        self.ending = ending
        yield()
    }

    private func perform(_ ending: Ending) {
        self.ending = nil
        switch ending {
        case .fault(let fault): fail(fault)
        case .close(let reason): clientCloses(reason)
        case .hangUp: hangUp()
        }
    }

    /// Takes what waits, as far as it may be taken now, and reads on when all of it has been.
    func goOn() {
        if var bytes = inbound {
            inbound = nil
            take(&bytes)
            keep(bytes)
        }
        answerPing()
        flush()
        hangUpIfDone()
        if isReadWanted, !holdsReading, let context {
            isReadWanted = false
            context.read()
        }
    }

    /// Keeps a copy of what cannot be taken now: the channel reads into the same buffer again.
    private func keep(_ bytes: ByteBuffer) {
        guard bytes.readableBytes > 0, phase == .open || phase == .closing else { return }
        var kept = inbound ?? ByteBuffer()
        guard kept.readableBytes + bytes.readableBytes <= WebSocketOptions.inboundBytesMax else {
            // More than is ever read while a message is in hand comes only with the end of the client's output.
            isInputClosed = true
            return
        }
        inbound = nil
        kept.writeImmutableBuffer(bytes)
        inbound = kept
    }

    /// A client that has gone without a word is gone when what it sent before has been done.
    private func hangUpIfDone() {
        guard isInputClosed, context != nil else { return }
        switch phase {
        case .open:
            guard inbound == nil, !isBusy, !isYielding, queue.isEmpty else { return }
            come(to: .hangUp, behind: 1)
        case .closing: finish()
        case .finishing, .gone: closeIfFinished()
        }
    }

    private func hangUp() {
        guard phase == .open, queue.isEmpty else { return }
        endSession()
        finish()
    }
}
