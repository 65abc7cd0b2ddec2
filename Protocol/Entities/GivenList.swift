/// A list as a client gave it, whose elements the operation reads itself: each may be wrong by itself.
public struct GivenList: Sendable, Equatable {
    public var elements: [JSONValue]

    public init(_ elements: [JSONValue] = []) { self.elements = elements }
}

extension GivenList: FieldValue {
    public static var column: ColumnType { .json }
    public static var jsonSchema: JSONValue { ["type": "array"] }
    public var stored: StoredValue { .text(JSONValue.array(elements).text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, case .array(let elements)? = try? JSONReader.parse(Array(text.utf8)) else {
            return nil
        }
        self.init(elements)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> GivenList {
        guard case .json(.array(let elements)) = input else { throw .type("a list") }
        return GivenList(elements)
    }

    public func write(to writer: inout JSONWriter) { writer.value(.array(elements)) }
    public func hash(into hasher: inout Hasher) { hasher.combine(elements.count) }
}

extension JSONValue {
    /// The value as JSON.
    var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
