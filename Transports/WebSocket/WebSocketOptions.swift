public import CaravanNetwork
import CaravanProtocol

/// Within which limits sockets are served, and for whom.
public struct WebSocketOptions: Sendable {
    /// Whose pages may open sockets, beside those of this server.
    public var allowedOrigins = AllowedOrigins.none
    /// Who is believed when it says for whom it asks.
    public var trustedProxies = TrustedProxies.none
    /// Where people reach the server; its pages may open sockets too.
    public var publicURL: String?
    /// Whether messages are compressed for clients that offer it.
    public var compresses = false
    /// How many calls an event loop has at once.
    public var callCountMax = 10_000

    /// How long nobody may be known to be behind a socket.
    public var authenticationSeconds = Limits.authenticationSeconds
    /// How often a socket is pinged; one that says nothing twice as long is cut.
    public var pingSeconds = Limits.pingSeconds
    /// How long the close frame of a peer that was too slow waits for it.
    public var slowCloseSeconds = Limits.slowCloseSeconds
    /// How long a client may take to answer a close frame, and to see the end of the connection.
    public var closeSeconds = 5
    /// How many live bytes wait for a peer.
    public var unsentLiveBytesMax = Limits.unsentLiveBytesMax

    public init() {}

    /// The longest of these times.
    var secondsMax: Int { max(authenticationSeconds, pingSeconds, slowCloseSeconds, closeSeconds) }

    // MARK: - What nobody needs to change

    /// How much waits at most where a page of a log may follow.
    static let roomBytes = 64 * 1024
    /// How many bytes a read takes; what was read is not kept.
    static let readBytes = 2048
    /// How many reads there are in one go.
    static let readCountMax: UInt = 16
    /// How many bytes wait at most that came behind a message in hand. Only with the end of a client's output there may
    /// be more than a few reads: NIO reads all that the socket holds.
    static let inboundBytesMax = 256 * 1024
    /// How many messages are taken before what they led to is sent.
    static let messagesInTurnMax = 8
    /// Shorter messages are not compressed, and longer ones would keep the event loop from others.
    static let deflatedBytes = 256...(1024 * 1024)
}
