/// The name of a time zone in the IANA database, known to the server when it was taken.
public struct ZoneName: Sendable, Hashable {
    public let name: String

    /// A name that is known to be one.
    public init(known name: String) {
        self.name = name
    }

    public static let utc = ZoneName(known: "UTC")
}

extension ZoneName: ShownAsStored {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue {
        ["type": "string", "format": "iana-time-zone", "description": "A name of the IANA database: `Europe/Lisbon`."]
    }
    public var stored: StoredValue { .text(name) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(known: text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> ZoneName {
        guard let text = input.text else { throw .type("a time zone as text") }
        guard context.zones.isKnown(text) else {
            throw FieldFaults(.choice, "This is no time zone of the IANA database.")
        }
        return ZoneName(known: text)
    }

    public func write(to writer: inout JSONWriter) { writer.string(name) }
}
