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

/// A message that cannot be carried out as a call.
public struct RPCFault: Error, Sendable {
    /// The codes that JSON-RPC 2.0 reserves.
    public enum Code: Int, Sendable {
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

/// Writes the answers of JSON-RPC 2.0.
public enum RPCAnswer {
    /// The answer to a call: the reply's bytes stand in it as they are.
    public static func bytes(_ reply: Reply, id: JSONValue, requestID: String) -> [UInt8] {
        switch reply.content {
        case .json(let bytes): result(bytes, id: id)
        case .none: result(Array("null".utf8), id: id)
        case .failure(let failure): error(failure.code.facts.rpcCode, failure, id: id, requestID: requestID)
        }
    }

    /// The answer to a message that was no call; `nil` if it was a notification.
    public static func bytes(_ fault: RPCFault, requestID: String) -> [UInt8]? {
        fault.id.map { error(fault.code.rawValue, fault.failure, id: $0, requestID: requestID) }
    }

    /// A successful answer with an encoded result.
    public static func result(_ encoded: [UInt8], id: JSONValue) -> [UInt8] {
        var writer = JSONWriter(capacity: encoded.count + 64)
        begin(&writer, id)
        writer.name("result")
        writer.raw(encoded)
        writer.endObject()
        return writer.bytes
    }

    private static func error(_ code: Int, _ failure: Failure, id: JSONValue, requestID: String) -> [UInt8] {
        var writer = JSONWriter()
        begin(&writer, id)
        writer.name("error")
        writer.beginObject()
        writer.name("code")
        writer.int(Int64(code))
        writer.name("message")
        writer.string(failure.code.facts.title)
        writer.name("data")
        Problem(failure, requestID: requestID).write(to: &writer)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func begin(_ writer: inout JSONWriter, _ id: JSONValue) {
        writer.beginObject()
        writer.name("jsonrpc")
        writer.string("2.0")
        writer.name("id")
        writer.value(id)
    }
}
