/// The RPC socket (WIRE.md section 4): JSON-RPC with every operation of an application and its peers' own.
public struct RPCEndpoint: SocketEndpoint {
    private let application: any Application
    private let operations: OperationTable

    /// - Parameter operations: The application's, made once for all sockets.
    public init(_ application: any Application, _ operations: OperationTable) {
        self.application = application
        self.operations = operations
    }

    public var messageBytesMax: Int { Limits.rpcMessageBytesMax }
    public var takesBinary: Bool { false }

    public func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession {
        RPCSession(application, operations, visit, peer)
    }
}
