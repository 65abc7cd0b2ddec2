public import CaravanProtocol

/// What an operation answers.
public protocol OperationOutput: Sendable {
    /// The JSON Schema of the answer; `nil` for no content.
    static var schema: JSONValue? { get }
    /// Writes exactly one JSON value; not called where there is no content.
    func write(to writer: inout JSONWriter)
    /// About how long that is: as much is reserved for it.
    var bytesExpected: Int { get }
    /// In a page: the cursor of the next one.
    var next: String? { get }
    /// The session that the peer is bound to from now on.
    var binding: ID<Session>? { get }
}

extension OperationOutput {
    public var bytesExpected: Int { 512 }
    public var next: String? { nil }
    public var binding: ID<Session>? { nil }

    /// The encoded answer.
    public var encoded: EncodedJSON { EncodedJSON(bytes: bytes) }

    /// The encoded answer's bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: bytesExpected)
        write(to: &writer)
        return writer.bytes
    }
}
