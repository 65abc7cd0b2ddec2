/// Finds operations by name, for transports that have no paths: JSON-RPC, calls in the process.
public struct OperationTable: Sendable {
    private let pathNames: [String: Set<String>]
    private let peersOwn: Set<String>

    /// Made once for each application; a copy costs nothing.
    public init(_ operations: [OperationDescriptor], peerOperations: [PeerOperation] = []) {
        pathNames = Dictionary(operations.map { ($0.name, Set($0.route.names)) }) { first, _ in first }
        peersOwn = Set(peerOperations.map(\.name))
    }

    /// The table of an application's operations and of what its peers may ask for.
    public init(_ application: any Application) {
        self.init(application.operations, peerOperations: application.peerOperations)
    }

    /// The input that the params are to the operation; `nil` if there is no operation of that name.
    public func input(of operation: String, params: JSONObject) -> CallInput? {
        if isPeersOwn(operation) { return CallInput(params: params, pathNames: []) }
        return pathNames[operation].map { CallInput(params: params, pathNames: $0) }
    }

    /// Whether only a live peer can ask for it.
    public func isPeersOwn(_ operation: String) -> Bool { peersOwn.contains(operation) }
}
