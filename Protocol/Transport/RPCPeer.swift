/// One peer that speaks JSON-RPC 2.0, without the way its bytes take: stdio and the RPC socket hold one for each peer.
///
/// A peer's requests take effect in the order sent (WIRE.md section 4): the next message is read only after the one
/// before it is finished.
public struct RPCPeer: Sendable {
    /// Who calls. An operation that binds the peer (`auth.login`) changes it.
    public private(set) var credential: Credential
    /// The application's number of the peer, where it keeps its subscriptions.
    public var asker: Asker?
    private let operations: OperationTable
    private let transport: String
    private let address: String?

    /// - Parameters:
    ///   - operations: The application's, made once for all peers.
    ///   - transport: The transport's name, for the log.
    ///   - address: The peer's network address, where there is one.
    public init(
        _ operations: OperationTable, transport: String, credential: Credential = .none, address: String? = nil
    ) {
        self.operations = operations
        self.transport = transport
        self.credential = credential
        self.address = address
    }

    /// What a message asks for.
    public enum Step: Sendable {
        /// Perform the call, then give its reply to ``RPCPeer/finish(_:_:)``.
        case perform(RPCCall)
        /// Carry out the ``PeerOperation``, then give its reply to ``RPCPeer/finish(_:_:)``.
        case subscribe(RPCCall)
        /// Send these bytes: one JSON-RPC object.
        case answer([UInt8])
        /// Send nothing.
        case nothing
    }

    /// Reads a message: one frame or line.
    public func read(_ message: some Collection<UInt8>, _ application: any Application) -> Step {
        do throws(RPCFault) {
            let request = try RPCRequest(parsing: message)
            if request.method == "rpc.discover" {
                guard let id = request.id else { return .nothing }
                return .answer(RPCAnswer.result(application.document(.openRPC), id: id))
            }
            guard let input = operations.input(of: request.method, params: request.params) else {
                throw RPCFault(id: request.id, .methodNotFound, Failure(.notFound, "There is no such method."))
            }
            var call = Call(
                request.method, input: input, meta: CallMeta(request.params["_meta"]), credential: credential,
                requestID: application.newRequestID(), transport: transport, address: address)
            call.asker = asker
            let pending = RPCCall(call: call, id: request.id)
            return operations.isPeersOwn(request.method) ? .subscribe(pending) : .perform(pending)
        } catch {
            return refuse(error, application).map(Step.answer) ?? .nothing
        }
    }

    /// Refuses what is no call: the application is told, for its log.
    ///
    /// - Returns: The bytes to send; `nil` for a notification, which is never answered.
    public func refuse(_ fault: RPCFault, _ application: any Application) -> [UInt8]? {
        let requestID = application.newRequestID()
        application.noteRefusal(fault.failure, operation: nil, transport: transport, requestID: requestID)
        return RPCAnswer.bytes(fault, requestID: requestID)
    }

    /// Somebody is behind the peer from now on.
    public mutating func bind(_ credential: Credential) { self.credential = credential }

    /// Takes the reply to a call: binds the peer if it says so.
    ///
    /// - Returns: The bytes to send; `nil` for a notification, which is performed but never answered.
    public mutating func finish(_ pending: RPCCall, _ reply: Reply) -> [UInt8]? {
        if let binding = reply.binding, reply.failure == nil { credential = binding }
        guard let id = pending.id else { return nil }
        return RPCAnswer.bytes(reply, id: id, requestID: pending.call.requestID)
    }

    /// Reads a message, performs it on the calling thread and finishes it.
    ///
    /// - Returns: The bytes to send, if any.
    public mutating func answer(_ message: some Collection<UInt8>, _ application: any Application) -> [UInt8]? {
        switch read(message, application) {
        case .perform(let pending): finish(pending, application.performNow(pending.call))
        case .subscribe(let pending): finish(pending, Reply(.failure(Failure(.notFound))))
        case .answer(let bytes): bytes
        case .nothing: nil
        }
    }
}

/// A call that a JSON-RPC message asked for.
public struct RPCCall: Sendable {
    public var call: Call
    /// The request's id; `nil` for a notification.
    let id: JSONValue?
}
