/// Finds operations by name, for transports that have no paths: JSON-RPC, calls in the process.
public struct OperationTable: Sendable {
    private let pathNames: [String: Set<String>]

    /// Made once for each application; a copy costs nothing.
    public init(_ operations: [OperationDescriptor]) {
        pathNames = Dictionary(operations.map { ($0.name, Set($0.route.names)) }) { first, _ in first }
    }

    /// The input that the params are to the operation; `nil` if there is no operation of that name.
    public func input(of operation: String, params: JSONObject) -> CallInput? {
        pathNames[operation].map { CallInput(params: params, pathNames: $0) }
    }
}
