extension Instant {
    /// 1970-01-01T00:00:00Z: what a record holds before its time is set.
    public static let epoch = Instant(microseconds: 0)
}

extension Instant: FieldValue {
    public static var column: ColumnType { .instant }
    public static var jsonSchema: JSONValue { ["type": "string", "format": "date-time"] }
    @inlinable public var stored: StoredValue { .integer(microseconds) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .integer(let microseconds) = stored else { return nil }
        self.init(microseconds: microseconds)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Instant {
        guard let text = input.text else { throw .type("an instant as text") }
        guard let instant = Instant(parsing: text) else {
            throw FieldFaults(.format, "This is no RFC 3339 instant with an offset.")
        }
        return instant
    }

    public func write(to writer: inout JSONWriter) {
        writer.quoted { write(to: &$0) }
    }
}
