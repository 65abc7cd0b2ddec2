import CaravanNetwork
import CaravanProtocol
import NIOCore

/// One socket: the only handler of its channel, and the peer that its session sends to.
///
/// It takes messages one after the other and reads no further while one is in hand or answers wait, so that the client's
/// own window slows it down. It is no task, and keeps no buffers while it is idle.
///
/// Unchecked: the variables are touched on the event loop only; the rest never changes.
final class SocketPeer: ChannelDuplexHandler, Peer, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the connection is on its way to its end.
    enum Phase {
        case open
        /// The server says or has said that it closes; the client's word is waited for.
        case closing
        /// All is said, or nothing more can be understood; once that is sent the connection ends.
        case finishing
        case gone
    }

    /// What the client's bytes lead the connection to.
    enum Ending {
        case close(CloseReason)
        case fault(SocketFault)
        /// It has gone without a word.
        case hangUp
    }

    let sockets: SocketLane
    let deflate: DeflateAgreement?
    let messageBytesMax: Int
    var context: ChannelHandlerContext?
    var session: (any PeerSession)?
    var phase = Phase.open
    /// Where the lane finds it to look at it.
    private var slot: Int?

    // What comes.
    var reader: MessageReader
    /// What came behind a message in hand.
    var inbound: ByteBuffer?
    /// Whether the session is at a message, or begins.
    var isBusy = false
    /// Whether what the last messages led to is sent before the next one is taken.
    var isYielding = false
    var ending: Ending?
    var isReadWanted = false
    /// Whether nothing more comes from the client, or is taken of it.
    var isInputClosed = false
    /// Whether anything came since it was looked at.
    private var wasHeard = true
    private var silentLooks = 0

    // What goes.
    var queue: OutboundQueue
    var isWritable = true
    var isUnflushed = false
    var isDraining = false
    /// How many live bytes may be among what the channel has not sent yet.
    var liveBytesHanded = 0
    /// What the channel had not sent yet when it was looked at.
    private var bytesUntaken = 0
    /// How many pongs may be sent before the next read; then only the last ping is answered.
    var pongsLeft = SocketPeer.pongsInReadMax
    var pongOwed: [UInt8]?
    var closeFrame: ByteBuffer?
    var isOutputClosed = false
    var roomWaiters: [CheckedContinuation<Void, Never>] = []

    static let pongsInReadMax = 64

    init(_ sockets: SocketLane, _ endpoint: any SocketEndpoint, _ deflate: DeflateAgreement?) {
        self.sockets = sockets
        self.deflate = deflate
        messageBytesMax = endpoint.messageBytesMax
        reader = MessageReader(
            bytesMax: endpoint.messageBytesMax, takesBinary: endpoint.takesBinary, takesCompressed: deflate != nil)
        queue = OutboundQueue(liveBytesMax: sockets.options.unsentLiveBytesMax)
    }

    var lane: PeerLane { sockets.peers }

    // MARK: - The connection's life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        isWritable = context.channel.isWritable
        lookAgain(in: sockets.options.authenticationSeconds)
    }

    func begin(_ open: (SocketPeer) -> any PeerSession) {
        guard phase == .open else { return }
        let session = open(self)
        self.session = session
        submit { await session.begin() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { cut() }

    /// Ends the connection at once.
    func cut() { context?.close(promise: nil) }

    private func leave() {
        guard phase != .gone else { return }
        phase = .gone
        endSession()
        context = nil
        inbound = nil
        queue.removeAll()
        closeFrame = nil
        if let slot { sockets.remove(self, from: slot) }
        slot = nil
    }

    /// Tells the session that nothing is sent to it any more, and who waits for room that there is no use in it.
    func endSession() {
        session?.ended()
        session = nil
        for waiter in roomWaiters { waiter.resume() }
        roomWaiters = []
    }

    // MARK: - Time

    func lookAgain(in seconds: Int) { slot = sockets.look(at: self, in: seconds, from: slot) }

    func noteHeard() { wasHeard = true }

    /// Sees whether the client is there still and has said who it is, and ends what has had its time.
    func look() {
        guard phase == .open else { return cut() }
        lookAgain(in: sockets.options.pingSeconds)
        if let session, !session.isBound { return end(.unauthenticated) }
        let bytesBefore = bytesUntaken
        bytesUntaken = bytesBuffered
        // Nothing is read while a message is in hand; and who takes what waits for it is there.
        let isThere = wasHeard || isBusy || bytesUntaken < bytesBefore
        wasHeard = false
        silentLooks = isThere ? 0 : silentLooks + 1
        guard silentLooks < 2 else { return cut() }
        guard isWritable else { return }
        write(FrameWriter.frame(.ping, [], ByteBufferAllocator()))
        flush()
    }
}
