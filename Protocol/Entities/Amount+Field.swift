/// Money without its currency: a decimal of at most 12 integer and 4 fraction digits, not negative.
extension Amount: ShownAsStored {
    public static var column: ColumnType { .decimal }

    public static var jsonSchema: JSONValue {
        ["type": "string", "pattern": "^[0-9]{1,12}(\\.[0-9]{1,4})?$"]
    }

    /// What 4 decimals can tell apart.
    private static let step: JSONValue = JSONNumber(text: "0.0001").map(JSONValue.number) ?? .null

    public static var inputSchema: JSONValue {
        [
            "description":
                "A decimal number of at most 12 digits and 4 decimals, not negative; as text, or as a number.",
            "anyOf": [jsonSchema, ["type": "number", "minimum": 0, "maximum": 999_999_999_999, "multipleOf": step]],
        ]
    }

    public var stored: StoredValue { .text(description) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(parsing: text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Amount {
        let text: String
        switch input {
        case .text(let given), .json(.string(let given)): text = given
        case .json(.number(let number)): text = number.text
        case .json: throw .type("a decimal number as text")
        }
        guard let amount = Amount(parsing: text) else {
            throw FieldFaults(.format, "This is no decimal number of at most 12 digits and 4 decimals.")
        }
        guard !amount.isNegative else { throw FieldFaults(.range, "This may not be negative.") }
        return amount
    }

    public func write(to writer: inout JSONWriter) { writer.string(description) }
}
