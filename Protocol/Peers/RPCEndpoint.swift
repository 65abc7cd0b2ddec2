/// The RPC socket (WIRE.md section 4): JSON-RPC with every operation of an application and its peers' own.
public struct RPCEndpoint: SocketEndpoint {
    private let application: any Application
    private let operations: OperationTable

    public init(_ application: any Application) {
        self.application = application
        operations = OperationTable(application)
    }

    public var messageBytesMax: Int { Limits.rpcMessageBytesMax }
    public var takesBinary: Bool { false }

    public func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession {
        RPCSession(application, operations, visit, peer)
    }
}
