import NIOCore

/// Flushes each peer of an event loop once per turn, however much was written to it.
// Everything but `loop` is used on that loop alone.
final class Flusher: @unchecked Sendable {
    let loop: any EventLoop
    private var peers: [Peer] = []

    init(_ loop: any EventLoop) { self.loop = loop }

    func add(_ peer: Peer) {
        peers.append(peer)
        guard peers.count == 1 else { return }
        loop.execute { [self] in
            for peer in peers { peer.flush() }
            peers.removeAll(keepingCapacity: true)
        }
    }
}
