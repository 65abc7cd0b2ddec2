/// A field value that is one of a few texts: an enum with raw strings.
public protocol Choice: ShownAsStored, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
    public static var column: ColumnType { .text }
    public static var choices: [String]? { allCases.map(\.rawValue) }

    public static var jsonSchema: JSONValue {
        ["type": "string", "enum": .array(allCases.map { .string($0.rawValue) })]
    }

    @inlinable public var stored: StoredValue { .text(rawValue) }

    @inlinable
    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(rawValue: text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Self {
        guard let text = input.text else { throw .type("text") }
        guard let value = Self(rawValue: text) else {
            throw FieldFaults(.choice, "This must be one of: \(allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return value
    }

    @inlinable
    public func write(to writer: inout JSONWriter) {
        writer.quoted { $0.append(contentsOf: rawValue.utf8) }
    }
}
