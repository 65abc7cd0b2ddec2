import NIOCore

/// The peers that were written to since the last flush.
///
/// Unchecked: the variable is touched on the event loop only.
final class WrittenPeers: @unchecked Sendable {
    private let eventLoop: any EventLoop
    private var peers: [SocketPeer] = []

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func add(_ peer: SocketPeer) {
        eventLoop.assertInEventLoop()
        peers.append(peer)
    }

    func flush() {
        let peers = peers
        self.peers.removeAll(keepingCapacity: peers.count <= 1024)
        for peer in peers { peer.flush() }
    }
}
