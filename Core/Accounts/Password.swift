public import CaravanProtocol

/// A password as it is typed: 8 to 256 characters. It is never stored, logged or shown.
public struct Password: Hashable, Sendable {
    static let length = 8...256
    public let text: String

    public init(_ text: String = "") {
        self.text = text
    }
}

extension Password: FieldValue {
    public static var column: ColumnType { .text }

    public static var jsonSchema: JSONValue {
        ["type": "string", "format": "password", "minLength": 8, "maxLength": 256]
    }

    public var stored: StoredValue { .null }
    public init?(stored: StoredValue) { nil }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Password {
        guard let text = input.text else { throw .type("text") }
        guard length.contains(text.unicodeScalars.count) else {
            throw FieldFaults(.length, "This must have 8 to 256 characters.")
        }
        return Password(text)
    }

    public func write(to writer: inout JSONWriter) { writer.null() }
}
