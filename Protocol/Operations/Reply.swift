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

    public init(_ content: Content, next: String? = nil, binding: Credential? = nil) {
        self.content = content
        self.next = next
        self.binding = binding
    }

    /// The failure, if it is one.
    public var failure: Failure? {
        if case .failure(let failure) = content { return failure }
        return nil
    }
}
