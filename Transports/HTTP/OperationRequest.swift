import CaravanNetwork
import CaravanProtocol

/// A request that is a call of an operation, without its body.
struct OperationRequest: Sendable {
    let operation: OperationDescriptor
    /// The values of the names in the path, decoded.
    let path: [String: String]
    let target: RequestTarget
    let fields: HTTPFields
    let credential: Credential
    let requestID: String
    /// The network address of the client.
    let address: String?
}
