/// Bytes that only the server reads: a hash, a fingerprint. They have no JSON form that clients may send.
public struct Bytes: Sendable, Hashable {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8] = []) {
        self.bytes = bytes
    }
}

extension Bytes: FieldValue {
    public static var column: ColumnType { .bytes }
    public static var jsonSchema: JSONValue { ["type": "null"] }
    public var stored: StoredValue { .bytes(bytes) }

    public init?(stored: StoredValue) {
        guard case .bytes(let bytes) = stored else { return nil }
        self.init(bytes)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Bytes {
        throw .type("nothing: the server makes it")
    }

    public func write(to writer: inout JSONWriter) { writer.null() }
}
