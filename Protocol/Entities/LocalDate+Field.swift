extension LocalDate: FieldValue {
    public static var column: ColumnType { .date }
    public static var jsonSchema: JSONValue { ["type": "string", "format": "date"] }
    @inlinable public var stored: StoredValue { .integer(Int64(days)) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .integer(let days) = stored, let days = Int32(exactly: days) else { return nil }
        self.init(days: days)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> LocalDate {
        guard let text = input.text else { throw .type("a day as text") }
        guard let date = LocalDate(parsing: text) else {
            throw FieldFaults(.format, "This is no day of the form YYYY-MM-DD.")
        }
        return date
    }

    public func write(to writer: inout JSONWriter) {
        writer.quoted { write(to: &$0) }
    }
}
