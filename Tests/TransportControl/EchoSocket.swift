import CaravanProtocol

/// Sockets that answer each message with itself.
struct EchoSocket: SocketEndpoint {
    let messageBytesMax = 32 * 1024 * 1024
    let takesBinary = true

    func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession { EchoSession(peer) }
}

private final class EchoSession: PeerSession {
    private let peer: any Peer

    init(_ peer: any Peer) {
        self.peer = peer
    }

    var isBound: Bool { true }

    func begin() async {}

    func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool {
        peer.lane.send(PeerMessage(.answer, message, isBinary: isBinary), to: peer)
        return true
    }

    func receive(_ message: [UInt8], isBinary: Bool) async {}
    func ended() {}
}
