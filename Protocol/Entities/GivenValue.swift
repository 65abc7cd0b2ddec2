/// A value as a client gave it, whatever it is: the operation says itself what is wrong with it.
public struct GivenValue: Sendable, Equatable {
    public var value: JSONValue

    public init(_ value: JSONValue = .null) { self.value = value }
}

extension GivenValue: FieldValue {
    public static var column: ColumnType { .json }
    public static var jsonSchema: JSONValue { [:] }
    public var stored: StoredValue { .text(value.text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, let value = try? JSONReader.parse(Array(text.utf8)) else { return nil }
        self.init(value)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> GivenValue {
        switch input {
        case .json(let value): GivenValue(value)
        case .text(let text): GivenValue(.string(text))
        }
    }

    public func write(to writer: inout JSONWriter) { writer.value(value) }
    public func hash(into hasher: inout Hasher) { hasher.combine(value.text.utf8.count) }
}
