/// The identity of an entity of one type: a UUID. Ids that the server makes are UUIDv7 (WIRE.md section 1).
public struct ID<Owner>: Hashable, Sendable, CustomStringConvertible {
    public let bits: UUIDBits

    public init(_ bits: UUIDBits) {
        self.bits = bits
    }

    public var description: String { bits.description }

    /// What an id is before it is given: the nil UUID.
    public static var unset: ID { ID(.zero) }
}

extension ID: FieldValue {
    public static var column: ColumnType { .id }
    public static var jsonSchema: JSONValue { UUIDBits.jsonSchema }
    @inlinable public var stored: StoredValue { .id(bits) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .id(let bits) = stored else { return nil }
        self.init(bits)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> ID {
        ID(try UUIDBits.decode(input, context))
    }

    public func write(to writer: inout JSONWriter) {
        bits.write(to: &writer)
    }

    public static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool {
        UUIDBits.write(column, to: &writer)
    }
}
