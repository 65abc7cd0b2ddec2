/// What an application answers to a call.
public struct Reply: Sendable {
    public enum Content: Sendable {
        /// One encoded JSON value.
        case json([UInt8])
        /// Success without content.
        case none
        case failure(Failure)
    }

    public var content: Content
    /// In a page of a list: the cursor of the next one.
    public var next: String?
    /// What the peer is bound to from now on (``OperationDescriptor/bindsPeer``).
    public var binding: Credential?
    /// Whether it is the answer to an earlier call with the same idempotency key.
    public var isReplayed: Bool
    /// How the caller stands with the limit that the call counted for; `nil` if it counted for none.
    public var rateLimit: RateLimitState?
    /// Whether the asking peer gets an event of its subscription as the answer.
    public var isAnsweredByEvent = false
    /// Why the asking peer ends behind its answer: a logout.
    public var end: PeerEnd?

    public init(
        _ content: Content, next: String? = nil, binding: Credential? = nil, isReplayed: Bool = false,
        rateLimit: RateLimitState? = nil
    ) {
        self.content = content
        self.next = next
        self.binding = binding
        self.isReplayed = isReplayed
        self.rateLimit = rateLimit
    }

    /// The failure, if it is one.
    public var failure: Failure? {
        if case .failure(let failure) = content { return failure }
        return nil
    }
}
