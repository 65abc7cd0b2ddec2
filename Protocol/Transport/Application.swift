/// What a transport serves. The product's is `Caravan` in CaravanCore; the transport kit has a small one of its own.
public protocol Application: Sendable {
    /// The catalogue, in the order of the documents.
    var operations: [OperationDescriptor] { get }
    /// Performs a call; slow preparation (a password hash) waits on a bounded pool, not on the caller's thread.
    func perform(_ call: Call) async -> Reply
    /// Performs a call on the calling thread.
    func performNow(_ call: Call) -> Reply
    /// Performs a call on the calling thread if it only reads, and takes hardly longer than handing it to another thread
    /// would; `nil` if it is to be performed otherwise.
    func performIfBrief(_ call: Call) -> Reply?
    /// A document of the catalogue, as one encoded JSON value.
    func document(_ kind: DocumentKind) -> [UInt8]
    /// What the application depends on, asked anew.
    func health() async -> [HealthCheck]
    /// Told of a request that the transport itself refused, so that the log has a line for it as for every call.
    ///
    /// - Parameter operation: The operation that it was for, if that was known.
    func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String)
    /// What only live peers can ask for.
    var peerOperations: [PeerOperation] { get }
    /// Keeps the subscriptions of a peer that speaks JSON-RPC.
    func subscriptions(of peer: any Peer) -> any PeerSubscriptions
    /// Does what live peers wait for on the calling thread: what other processes wrote, trips that were gained. Where
    /// peers are served from one thread, it is called there now and then; elsewhere the application sees to it itself.
    func attendNow()
    /// What sockets at a path lead to; `nil` where there are none.
    ///
    /// - Parameter path: The parts of the request's path, decoded: `["ws", "chat", "…"]`.
    func socket(at path: [String]) -> (any SocketEndpoint)?
    /// Opens a stream of events for a peer, each message one event of a `text/event-stream`. What happens from then on
    /// is on it; nothing is sent before the session begins.
    ///
    /// Throws `unauthenticated`, `not_found`, `validation_failed`, `resync_required`.
    func openEvents(_ request: EventStreamRequest, _ peer: any Peer) async throws(Failure) -> any PeerSession
    /// A fresh request id.
    func newRequestID() -> String
}

extension Application {
    public var peerOperations: [PeerOperation] { [] }
    public func subscriptions(of peer: any Peer) -> any PeerSubscriptions { NoSubscriptions() }
    public func attendNow() {}
    public func socket(at path: [String]) -> (any SocketEndpoint)? { nil }
    public func openEvents(_ request: EventStreamRequest, _ peer: any Peer) async throws(Failure) -> any PeerSession {
        throw Failure(.notFound, "There are no events.")
    }
}
