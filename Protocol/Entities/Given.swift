/// A value as a client gave it, which the operation reads itself: it says itself what is wrong with it, or each part may be
/// wrong by itself. Nobody stores one.
public protocol Given: FieldValue {
    /// `nil` if it has another shape.
    init?(_ json: JSONValue)
    var json: JSONValue { get }
    /// What it must be, for the fault if it is something else.
    static var shape: String { get }
}

extension Given {
    public static var column: ColumnType { .json }
    public var stored: StoredValue { .text(text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, let json = try? JSONReader.parse(Array(text.utf8)) else { return nil }
        self.init(json)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Self {
        let json: JSONValue =
            switch input {
            case .json(let value): value
            case .text(let text): .string(text)
            }
        guard let given = Self(json) else { throw .type(shape) }
        return given
    }

    public func write(to writer: inout JSONWriter) { writer.value(json) }
    public func hash(into hasher: inout Hasher) { hasher.combine(text.utf8.count) }

    private var text: String { EncodedJSON { $0.value(json) }.text }
}
