/// The live peer that makes a call, where one does.
public struct Asker: Sendable {
    /// The application's number of the peer.
    public var peer: UInt64
    /// Whether what the call logs comes to it as an event of its subscription, and then is its answer.
    public var takesEventAsAnswer: Bool
    /// What that event then repeats of the request.
    public var reference: JSONValue?

    public init(peer: UInt64, takesEventAsAnswer: Bool = false, reference: JSONValue? = nil) {
        self.peer = peer
        self.takesEventAsAnswer = takesEventAsAnswer
        self.reference = reference
    }
}
