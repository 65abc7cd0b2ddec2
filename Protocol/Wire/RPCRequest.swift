/// JSON-RPC 2.0 as `/ws/` and stdio speak it (WIRE.md section 4): reading a request and writing its answer.
public struct RPCRequest: Sendable {
    /// The request's id as it came, a text or a whole number; `nil` for a notification, which gets no answer.
    public let id: JSONValue?
    public let method: String
    public let params: JSONObject

    /// Reads one message.
    ///
    /// Throws ``RPCFault``: −32700 for what is no JSON, −32600 for what is no request (batches too), −32602 for
    /// `params` that are no object.
    public init(parsing bytes: some Collection<UInt8>) throws(RPCFault) {
        let message: JSONValue
        do {
            message = try JSONReader.parse(bytes)
        } catch {
            throw RPCFault(id: .null, .parseError, Failure(.malformed, error.detail))
        }
        guard case .object(let object) = message else {
            throw RPCFault(
                id: .null, .invalidRequest, Failure(.malformed, "A message is one JSON object; batches are not taken."))
        }
        let id = try Self.id(of: object)
        guard object["jsonrpc"]?.string == "2.0", let method = object["method"]?.string else {
            throw RPCFault(
                id: id ?? .null, .invalidRequest, Failure(.malformed, "A request has jsonrpc \"2.0\" and a method."))
        }
        switch object["params"] {
        case nil: params = JSONObject()
        case .object(let given)?: params = given
        default:
            throw RPCFault(id: id, .invalidParams, Failure(.malformed, "The params must be an object."))
        }
        self.id = id
        self.method = method
    }

    private static func id(of object: JSONObject) throws(RPCFault) -> JSONValue? {
        switch object["id"] {
        case nil: return nil
        case .string(let text)?: return .string(text)
        case .number(let number)? where number.int64 != nil: return .number(number)
        default:
            throw RPCFault(id: .null, .invalidRequest, Failure(.malformed, "An id is a text or a whole number."))
        }
    }
}
