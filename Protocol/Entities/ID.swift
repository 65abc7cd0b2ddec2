/// The identity of an entity of one type: a UUID. Ids that the server makes are UUIDv7 (WIRE.md section 1).
public struct ID<Owner>: Hashable, Sendable, CustomStringConvertible {
    public let bits: UUIDBits

    public init(_ bits: UUIDBits) {
        self.bits = bits
    }

    public var description: String { bits.description }
}

extension ID: FieldValue {
    public static var column: ColumnType { .id }
    public static var jsonSchema: JSONValue { ["type": "string", "format": "uuid"] }
    @inlinable public var stored: StoredValue { .id(bits) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .id(let bits) = stored else { return nil }
        self.init(bits)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> ID {
        guard let text = input.text else { throw .type("a UUID as text") }
        guard let bits = UUIDBits(parsing: text) else { throw FieldFaults(.format, "This is no UUID.") }
        return ID(bits)
    }

    public func write(to writer: inout JSONWriter) {
        writer.quoted { bits.write(to: &$0) }
    }
}
