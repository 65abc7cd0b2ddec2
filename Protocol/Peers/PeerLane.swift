import Synchronization

/// A queue towards the one thread on which some peers are written to: an event loop, or stdio's thread.
///
/// What is added from several threads is written in the order in which it was added. Whoever decides under a lock who
/// gets what adds it under that lock; writing happens later, outside.
public final class PeerLane: Sendable {
    /// What is to be done on the lane.
    enum Item: Sendable {
        case message(PeerMessage, to: any Peer)
        case messages(PeerMessage, to: [any Peer])
        case end(PeerEnd, of: any Peer)
        case run(@Sendable () -> Void)
    }

    private struct State {
        var items: [Item] = []
        var isAwake = false
    }

    private let state = Mutex(State())
    private let wake: @Sendable (PeerLane) -> Void
    private let flush: @Sendable () -> Void

    /// - Parameters:
    ///   - wake: Has ``drain()`` called soon on the lane's thread; called from any thread, never while it is awake.
    ///   - flush: Called on the lane's thread after messages were written, once for all of them.
    public init(wake: @escaping @Sendable (PeerLane) -> Void, flush: @escaping @Sendable () -> Void = {}) {
        self.wake = wake
        self.flush = flush
    }

    /// Sends a message to a peer of this lane.
    public func send(_ message: PeerMessage, to peer: any Peer) { add(.message(message, to: peer)) }

    /// Sends a message to several peers of this lane.
    public func send(_ message: PeerMessage, to peers: [any Peer]) { add(.messages(message, to: peers)) }

    /// Ends a peer of this lane behind what was sent to it.
    public func end(_ peer: any Peer, _ end: PeerEnd) { add(.end(end, of: peer)) }

    /// Runs something on the lane's thread, after what was added before.
    public func run(_ body: @escaping @Sendable () -> Void) { add(.run(body)) }

    /// Returns when everything that was added before has been done.
    public func settled() async {
        await withCheckedContinuation { continuation in run { continuation.resume() } }
    }

    /// Does what was added so far, and has itself called again for what came meanwhile. On the lane's thread.
    public func drain() {
        let items = state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
        for item in items { perform(item) }
        flush()
        let hasMore = state.withLock { state in
            state.isAwake = !state.items.isEmpty
            return state.isAwake
        }
        if hasMore { wake(self) }
    }

    private func perform(_ item: Item) {
        switch item {
        case .message(let message, let peer):
            var framing = PeerFraming()
            peer.write(message, &framing)
        case .messages(let message, let peers):
            var framing = PeerFraming()
            for peer in peers { peer.write(message, &framing) }
        case .end(let end, let peer): peer.end(end)
        case .run(let body): body()
        }
    }

    private func add(_ item: Item) {
        let wasAwake = state.withLock { state in
            state.items.append(item)
            defer { state.isAwake = true }
            return state.isAwake
        }
        if !wasAwake { wake(self) }
    }
}
