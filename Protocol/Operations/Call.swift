/// One call of an operation, as a transport hands it over.
public struct Call: Sendable {
    /// The operation's name.
    public var operation: String
    public var input: CallInput
    /// What is said about the call: an idempotency key, a condition.
    public var meta: CallMeta
    public var credential: Credential
    /// The id under which the call is logged, in answers and in problems: at most 64 characters of `[A-Za-z0-9._-]`.
    public var requestID: String
    /// The transport's name (`http`), for the log.
    public var transport: String
    /// The client's network address, where there is one; limits before login count by it.
    public var address: String?
    /// The live peer that makes the call.
    public var asker: Asker?

    public init(
        _ operation: String, input: CallInput = CallInput(), meta: CallMeta = CallMeta(),
        credential: Credential = .none, requestID: String, transport: String, address: String? = nil
    ) {
        self.operation = operation
        self.input = input
        self.meta = meta
        self.credential = credential
        self.requestID = requestID
        self.transport = transport
        self.address = address
    }
}
