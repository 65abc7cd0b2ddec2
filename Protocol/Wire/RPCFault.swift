/// A message that cannot be carried out as a call.
public struct RPCFault: Error, Sendable {
    /// The codes that JSON-RPC 2.0 reserves.
    public enum Code: Int, Sendable, CaseIterable {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParams = -32602
    }

    /// The id to answer under: the request's, `.null` where none can be told, `nil` for a notification, which gets no
    /// answer whatever is wrong with its params.
    public let id: JSONValue?
    public let code: Code
    public let failure: Failure

    public init(id: JSONValue?, _ code: Code, _ failure: Failure) {
        self.id = id
        self.code = code
        self.failure = failure
    }
}
