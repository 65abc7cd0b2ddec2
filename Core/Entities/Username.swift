public import CaravanProtocol

/// A name to log in and be found by: 3–64 letters, digits, `.`, `_`, `-` (WIRE.md section 1), of ASCII, so that no two
/// names look alike.
public struct Username: Hashable, Sendable {
    public let text: String

    /// `nil` when the text is no username.
    public init?(_ text: String) {
        guard (3...64).contains(text.utf8.count), text.utf8.allSatisfy(Username.isAllowed) else { return nil }
        self.text = text
    }

    /// A name that was checked when it was taken.
    init(checked text: String) { self.text = text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension Username: ShownAsStored {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue { ["type": "string", "pattern": "^[A-Za-z0-9._-]{3,64}$"] }
    public var stored: StoredValue { .text(text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> Username {
        guard let text = input.text else { throw .type("text") }
        guard let name = Username(text) else {
            throw FieldFaults(.format, "This must be 3 to 64 letters, digits, dots, underscores or hyphens.")
        }
        return name
    }

    public func write(to writer: inout JSONWriter) { writer.string(text) }
}
