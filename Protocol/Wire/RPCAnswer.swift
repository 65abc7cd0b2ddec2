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
