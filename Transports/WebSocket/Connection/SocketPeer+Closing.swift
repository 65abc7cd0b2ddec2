import CaravanNetwork
import CaravanProtocol
import NIOCore

/// The end of a connection (RFC 6455, section 7).
extension SocketPeer {
    func end(_ end: PeerEnd) {
        guard phase == .open else { return }
        var seconds = sockets.options.closeSeconds
        switch end {
        case .forbidden, .unauthenticated: queue.dropLive()
        case .tooSlow: seconds = sockets.options.slowCloseSeconds
        case .serviceRestart, .unavailable: break
        }
        phase = .closing
        say(end.closeCode, end.reason, within: seconds)
        goOn()
    }

    /// Fails the connection: what the client sends from now on is read away.
    func fail(_ fault: SocketFault) {
        guard phase == .open || phase == .closing else { return }
        let hasSaid = phase == .closing && closeFrame == nil
        phase = .finishing
        queue.removeAll()
        hasSaid ? finish() : say(fault.code, fault.reason, within: sockets.options.closeSeconds)
    }

    /// The client says that it closes: it gets the same word back, unless the server has said so itself.
    func clientCloses(_ reason: CloseReason) {
        guard phase == .open || phase == .closing else { return }
        let hasSaid = phase == .closing && closeFrame == nil
        phase = .finishing
        queue.removeAll()
        hasSaid ? finish() : say(reason.code, "", within: sockets.options.closeSeconds)
    }

    /// Puts the close frame behind what waits: nothing is written after it.
    private func say(_ code: UInt16?, _ reason: String, within seconds: Int) {
        if closeFrame == nil {
            closeFrame = FrameWriter.frame(.close, CloseReason.payload(code, reason), ByteBufferAllocator())
        }
        inbound = phase == .finishing ? nil : inbound
        lookAgain(in: seconds)
        endSession()
        sendCloseFrame()
    }

    /// Sends the close frame once nothing waits before it. A small one goes although the channel takes no messages.
    func sendCloseFrame() {
        guard let frame = closeFrame, queue.isEmpty, context != nil else { return }
        closeFrame = nil
        write(frame)
        flush()
        if phase == .finishing { finish() }
    }

    /// Ends the connection when all that was written has gone, and gives the client the time to see it.
    func finish() {
        guard let context else { return }
        phase = .finishing
        inbound = nil
        lookAgain(in: sockets.options.closeSeconds)
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { [self] in
            guard let context = self.context else { return }
            isOutputClosed = true
            // Closed as a whole, with bytes unread, it would be reset, and the client might not see the close frame.
            context.close(mode: isInputClosed ? .all : .output, promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    /// Ends what both sides have ended.
    func closeIfFinished() {
        if isOutputClosed { cut() }
    }
}
