/// What a transport made of a message for the first of several peers on a lane, so that the others take the same.
public struct PeerFraming {
    /// The transport's own: a WebSocket frame's bytes, for example.
    public var framed: (any Sendable)?

    public init() {}
}
