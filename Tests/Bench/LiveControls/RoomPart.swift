import NIOCore

/// The peers of a room on one event loop.
// Everything but `loop` is used on that loop alone.
final class RoomPart: @unchecked Sendable {
    var loop: any EventLoop { flusher.loop }
    private let flusher: Flusher
    private let fault: Fault?
    private var peers: [Peer] = []

    init(_ flusher: Flusher, _ fault: Fault?) { (self.flusher, self.fault) = (flusher, fault) }

    func add(_ peer: Peer) {
        if !peer.isGone, !peers.contains(where: { $0 === peer }) { peers.append(peer) }
    }

    func remove(_ peer: Peer) { peers.removeAll { $0 === peer } }

    func deliver(_ frame: ByteBuffer, except sender: Peer?) {
        if let fault {
            for peer in peers where peer !== sender {
                for frame in fault.frames(for: frame, to: peer) { pass(frame, to: peer) }
            }
        } else {
            for peer in peers where peer !== sender { pass(frame, to: peer) }
        }
    }

    func ping() { for peer in peers { send(ServerFrame.ping, to: peer) } }

    private func pass(_ frame: ByteBuffer, to peer: Peer) {
        guard !peer.isFull else {
            send(ServerFrame.tooSlow, to: peer)
            return remove(peer)
        }
        send(frame, to: peer)
    }

    func send(_ frame: ByteBuffer, to peer: Peer) {
        if peer.write(frame) { flusher.add(peer) }
    }
}
