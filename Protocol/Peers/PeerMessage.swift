/// One message to peers: its bytes are made once, whoever gets it.
public final class PeerMessage: Sendable {
    public enum Kind: Sendable {
        /// Belongs to one peer, which is read from more slowly while it does not take it.
        case answer
        /// What a peer that was away has missed of a log: it comes as fast as it is taken.
        case missed
        /// Stands in a log: never dropped but with the connection.
        case durable
        /// Typing and presence: the first to be dropped for a slow peer.
        case ephemeral

        /// Whether it comes when something happens, whether the peer is ready for it or not.
        public var isLive: Bool { self == .durable || self == .ephemeral }
    }

    public let kind: Kind
    /// One message of the peer's protocol: a WebSocket message's payload, a line without its end, an event of a stream.
    public let bytes: [UInt8]
    /// Whether a WebSocket carries it in a binary frame.
    public let isBinary: Bool

    /// The same bytes as a message of another kind.
    public init(_ message: PeerMessage, as kind: Kind) {
        self.kind = kind
        bytes = message.bytes
        isBinary = message.isBinary
    }

    public init(_ kind: Kind, _ bytes: [UInt8], isBinary: Bool = false) {
        self.kind = kind
        self.bytes = bytes
        self.isBinary = isBinary
    }
}
