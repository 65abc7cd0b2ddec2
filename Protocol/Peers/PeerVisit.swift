/// How a peer came: what its handshake said.
public struct PeerVisit: Sendable {
    /// What it shows to say who it is.
    public var credential: Credential
    /// The client's network address, where there is one.
    public var address: String?
    /// The transport's name, for the log.
    public var transport: String

    public init(credential: Credential = .none, address: String? = nil, transport: String) {
        self.credential = credential
        self.address = address
        self.transport = transport
    }
}
