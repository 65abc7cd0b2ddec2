/// A place where sockets can be opened (`/ws/`).
public protocol SocketEndpoint: Sendable {
    /// The longest message that it takes, in bytes; a longer one closes the socket with 1009.
    var messageBytesMax: Int { get }
    /// Whether it takes binary messages; else one closes the socket with 1003.
    var takesBinary: Bool { get }
    /// Begins a connection.
    func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession
}
