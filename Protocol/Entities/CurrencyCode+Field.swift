extension CurrencyCode: ShownAsStored {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue {
        ["title": "currency", "type": "string", "enum": .array(all.map(JSONValue.string))]
    }
    public var stored: StoredValue { .text(code) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> CurrencyCode {
        guard let text = input.text else { throw .type("a currency code as text") }
        guard let code = CurrencyCode(text) else { throw FieldFaults(.choice, "This is no currency code of ISO 4217.") }
        return code
    }

    public func write(to writer: inout JSONWriter) { writer.string(code) }
}
