extension UUIDBits {
    /// The nil UUID (RFC 9562 section 5.9): what a record holds before it is given an id.
    public static let zero = UUIDBits(high: 0, low: 0)
}

extension UUIDBits: FieldValue {
    public static var column: ColumnType { .id }
    public static var jsonSchema: JSONValue { ["type": "string", "format": "uuid"] }
    @inlinable public var stored: StoredValue { .id(self) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .id(let bits) = stored else { return nil }
        self = bits
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> UUIDBits {
        guard let text = input.text else { throw .type("a UUID as text") }
        guard let bits = UUIDBits(parsing: text) else { throw FieldFaults(.format, "This is no UUID.") }
        return bits
    }

    public func write(to writer: inout JSONWriter) {
        writer.quoted { write(to: &$0) }
    }
}
