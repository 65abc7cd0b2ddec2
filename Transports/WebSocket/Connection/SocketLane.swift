import CaravanNetwork
import CaravanProtocol
import NIOCore

/// What belongs to one event loop: its sockets, the look at each of them from time to time, the tasks of their messages,
/// and the peers' lane.
///
/// Unchecked: the variables are touched on the event loop only; the rest never changes.
final class SocketLane: @unchecked Sendable {
    let eventLoop: any EventLoop
    let options: WebSocketOptions
    let tasks: EventLoopTasks
    let peers: PeerLane
    let written: WrittenPeers
    private var wheel: Wheel<SocketPeer>
    private var count = 0
    private var tick: RepeatedTask?
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private(set) var isClosing = false
    private var codecs = MessageCodecs()

    init(_ eventLoop: any EventLoop, _ options: WebSocketOptions) {
        self.eventLoop = eventLoop
        self.options = options
        tasks = EventLoopTasks(eventLoop, countMax: options.callCountMax)
        wheel = Wheel(secondsMax: options.secondsMax)
        let written = WrittenPeers(eventLoop)
        self.written = written
        peers = PeerLane(
            wake: { lane in eventLoop.execute { lane.drain() } }, flush: { written.flush() })
    }

    // MARK: - From any thread

    /// Takes no more sockets, and closes those that there are.
    func close() {
        eventLoop.execute { [self] in
            isClosing = true
            for peer in wheel.members { peer.end(.serviceRestart) }
            tellIfClosed()
        }
    }

    /// Cuts every socket.
    func cut() {
        eventLoop.execute { [self] in
            isClosing = true
            for peer in wheel.members { peer.cut() }
            tellIfClosed()
        }
    }

    /// Returns when there are no sockets any more, and will be none.
    func closed() async {
        await withCheckedContinuation { continuation in
            eventLoop.execute { [self] in
                waiters.append(continuation)
                tellIfClosed()
            }
        }
    }

    // MARK: - On the event loop

    /// Has the peer looked at after so many seconds.
    ///
    /// - Returns: The slot by which it is found again.
    func look(at peer: SocketPeer, in seconds: Int, from slot: Int?) -> Int {
        if let slot { wheel.remove(peer, from: slot) } else { count += 1 }
        // One look a second at those whose time it is, instead of a timer for each.
        if tick == nil {
            tick = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { [unowned self] _ in
                for peer in wheel.advance() { peer.look() }
            }
        }
        return wheel.put(peer, in: seconds)
    }

    func remove(_ peer: SocketPeer, from slot: Int) {
        wheel.remove(peer, from: slot)
        count -= 1
        if count == 0 {
            tick?.cancel()
            tick = nil
        }
        tellIfClosed()
    }

    /// The frame of a message, made once for all peers that take it in the same form.
    func frame(_ message: PeerMessage, _ deflate: DeflateAgreement?, _ framing: inout PeerFraming) -> ByteBuffer {
        codecs.frame(message, deflate, &framing)
    }

    func inflate(_ bytes: [UInt8], bytesMax: Int) throws(SocketFault) -> [UInt8] {
        try codecs.inflate(bytes, bytesMax: bytesMax)
    }

    private func tellIfClosed() {
        guard isClosing, count == 0 else { return }
        for waiter in waiters { waiter.resume() }
        waiters = []
    }
}
