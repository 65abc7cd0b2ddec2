public import CaravanProtocol
internal import Synchronization

/// A live peer in this process: it speaks with an application in the messages of a socket, without one.
///
/// What comes is handed to a closure on the lane, which is all there is to it then. Without a closure it waits in a queue
/// until it is taken, with a socket's limits.
public final class InProcessPeer: Peer {
    fileprivate struct State {
        var session: (any PeerSession)?
        var waiting: [PeerMessage] = []
        var liveBytes = 0
        /// Of what it had missed.
        var missedBytes = 0
        var end: PeerEnd?
        var isGone = false
        var awaitingRoom: [CheckedContinuation<Void, Never>] = []
    }

    public let lane: PeerLane
    private let onMessage: (@Sendable (PeerMessage) -> Void)?
    private let state = Mutex(State())

    /// - Parameter onMessage: Given each message on the lane; `nil` to have them wait for ``takeMessages()``.
    public init(_ lane: InProcessLane, onMessage: (@Sendable (PeerMessage) -> Void)? = nil) {
        self.lane = lane.lane
        self.onMessage = onMessage
    }

    /// Why the server has ended it; `nil` while it has not.
    public var end: PeerEnd? { state.withLock { $0.end } }

    // MARK: - The client's side

    /// Opens a connection. Called once, before anything is sent.
    public func open(_ endpoint: any SocketEndpoint, _ credential: Credential = .none) async {
        let session = endpoint.open(PeerVisit(credential: credential, transport: "in_process"), self)
        state.withLock { $0.session = session }
        await session.begin()
    }

    /// Sends a message, and returns when it has taken effect. One at a time, as on a connection.
    public func send(_ message: [UInt8]) async {
        guard let session = state.withLock({ $0.isGone ? nil : $0.session }) else { return }
        if !session.receiveIfBrief(message, isBinary: false) { await session.receive(message, isBinary: false) }
    }

    /// Takes what waits.
    public func takeMessages() -> [PeerMessage] {
        let (messages, awaiting) = state.withLock { state in
            defer {
                (state.waiting, state.awaitingRoom) = ([], [])
                (state.liveBytes, state.missedBytes) = (0, 0)
            }
            return (state.waiting, state.awaitingRoom)
        }
        for continuation in awaiting { continuation.resume() }
        return messages
    }

    /// Ends the connection from the client's side.
    public func close() { leave(nil) }

    // MARK: - The server's side

    public func write(_ message: PeerMessage, _ framing: inout PeerFraming) {
        let isOpen = state.withLock { !$0.isGone }
        guard isOpen else { return }
        if let onMessage { return onMessage(message) }
        let isTooSlow = state.withLock { state in
            guard message.kind.isLive else {
                state.waiting.append(message)
                if message.kind == .missed { state.missedBytes += message.bytes.count }
                return false
            }
            if state.liveBytes + message.bytes.count > Limits.unsentLiveBytesMax { state.dropEphemeral() }
            guard state.liveBytes + message.bytes.count > Limits.unsentLiveBytesMax else {
                state.waiting.append(message)
                state.liveBytes += message.bytes.count
                return false
            }
            return message.kind == .durable
        }
        if isTooSlow { leave(.tooSlow(resume: "the queue is full")) }
    }

    public func end(_ end: PeerEnd) { leave(end) }

    public func roomForMore() async {
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                let hasRoom = state.isGone || (state.liveBytes + state.missedBytes) * 2 <= Limits.unsentLiveBytesMax
                if !hasRoom { state.awaitingRoom.append(continuation) }
                return hasRoom
            }
            if hasRoom { continuation.resume() }
        }
    }

    private func leave(_ end: PeerEnd?) {
        let (session, awaiting) = state.withLock { state -> ((any PeerSession)?, [CheckedContinuation<Void, Never>]) in
            guard !state.isGone else { return (nil, []) }
            state.isGone = true
            state.end = end
            if end != nil, end != .serviceRestart { state.waiting.removeAll { $0.kind != .answer } }
            defer { state.awaitingRoom = [] }
            return (state.session, state.awaitingRoom)
        }
        for continuation in awaiting { continuation.resume() }
        session?.ended()
    }
}

extension InProcessPeer.State {
    fileprivate mutating func dropEphemeral() {
        waiting.removeAll { $0.kind == .ephemeral }
        liveBytes = waiting.reduce(0) { $1.kind.isLive ? $0 + $1.bytes.count : $0 }
    }
}
