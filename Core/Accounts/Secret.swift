public import CaravanProtocol

/// A secret that a client shows: a present password, a refresh or a reset token. Any text of at most 1024 characters.
public struct Secret: Hashable, Sendable {
    public let text: String

    public init(_ text: String = "") {
        self.text = text
    }
}

extension Secret: FieldValue {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue { ["type": "string", "maxLength": 1024] }
    public var stored: StoredValue { .null }
    public init?(stored: StoredValue) { nil }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Secret {
        guard let text = input.text else { throw .type("text") }
        guard text.unicodeScalars.count <= 1024 else {
            throw FieldFaults(.length, "This may have at most 1024 characters.")
        }
        return Secret(text)
    }

    public func write(to writer: inout JSONWriter) { writer.null() }
}
