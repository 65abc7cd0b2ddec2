// The standard library's types as field values.

extension String: ShownAsStored {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue { ["type": "string"] }
    /// Without NUL, which no storage takes.
    public static var inputSchema: JSONValue { ["type": "string", "pattern": "^[^\\u0000]*$"] }
    @inlinable public var stored: StoredValue { .text(self) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> String {
        guard let text = input.text else { throw .type("text") }
        guard !text.utf8.contains(0) else { throw FieldFaults(.format, "This may not contain the character NUL.") }
        return text
    }

    public func write(to writer: inout JSONWriter) { writer.string(self) }
    public func isSame(as other: String) -> Bool { haveSameBytes(self, other) }
}

extension Int64: FieldValue {
    public static var column: ColumnType { .integer }
    public static var jsonSchema: JSONValue { ["type": "integer"] }
    @inlinable public var stored: StoredValue { .integer(self) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .integer(let number) = stored else { return nil }
        self = number
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Int64 {
        switch input {
        case .json(.number(let number)):
            guard let value = number.int64 else { throw .type("a whole number") }
            return value
        case .text(let text):
            guard let value = Int64(text), !text.hasPrefix("+") else { throw .type("a whole number") }
            return value
        case .json: throw .type("a whole number")
        }
    }

    public func write(to writer: inout JSONWriter) { writer.int(self) }
}

extension Int: FieldValue {
    public static var column: ColumnType { .integer }
    public static var jsonSchema: JSONValue { Int64.jsonSchema }
    @inlinable public var stored: StoredValue { .integer(Int64(self)) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .integer(let number) = stored else { return nil }
        self = Int(number)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Int {
        Int(try Int64.decode(input, context))
    }

    public func write(to writer: inout JSONWriter) { writer.int(Int64(self)) }
}

extension Bool: FieldValue {
    public static var column: ColumnType { .boolean }
    public static var jsonSchema: JSONValue { ["type": "boolean"] }
    @inlinable public var stored: StoredValue { .integer(self ? 1 : 0) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .integer(let number) = stored, number == 0 || number == 1 else { return nil }
        self = number == 1
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Bool {
        switch input {
        case .json(.bool(let value)): return value
        case .text("true"): return true
        case .text("false"): return false
        default: throw .type("true or false")
        }
    }

    public func write(to writer: inout JSONWriter) { writer.bool(self) }
}

extension Optional: FieldValue where Wrapped: FieldValue {
    public static var column: ColumnType { Wrapped.column }
    public static var isNullable: Bool { true }
    public static var choices: [String]? { Wrapped.choices }

    public static var jsonSchema: JSONValue { Wrapped.jsonSchema.orNull }
    public static var inputSchema: JSONValue { Wrapped.inputSchema.orNull }

    @inlinable public var stored: StoredValue { map { $0.stored } ?? .null }

    @inlinable
    public init?(stored: StoredValue) {
        if case .null = stored {
            self = .none
        } else {
            guard let wrapped = Wrapped(stored: stored) else { return nil }
            self = .some(wrapped)
        }
    }

    @inlinable
    public func isSame(as other: Wrapped?) -> Bool {
        switch (self, other) {
        case (.some(let one), .some(let other)): one.isSame(as: other)
        case (.none, .none): true
        default: false
        }
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Wrapped? {
        input.isNull ? nil : try Wrapped.decode(input, context)
    }

    public func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.null() }
    }

    public static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool {
        guard case .null = column else { return Wrapped.write(column, to: &writer) }
        writer.null()
        return true
    }
}
