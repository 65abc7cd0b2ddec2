public import CaravanProtocol

/// An address that mail can be sent to: `local@domain` of at most 254 characters, without white space or controls.
///
/// Whether it exists only a message can tell, so the form is checked no further than what would break a header
/// (RFC 5321 section 4.5.3.1 for the lengths).
public struct EmailAddress: Hashable, Sendable {
    public let text: String

    /// `nil` when the text is no address.
    public init?(_ text: String) {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        let local = text[..<at]
        let domain = text[text.index(after: at)...]
        guard (1...64).contains(local.utf8.count), local.unicodeScalars.allSatisfy(EmailAddress.isPlain) else {
            return nil
        }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, labels.allSatisfy({ EmailAddress.isLabel($0) }) else { return nil }
        self.text = text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
            && !"()<>[]:;,\\\"@".unicodeScalars.contains(scalar)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...63).contains(label.utf8.count), label.first != "-", label.last != "-" else { return false }
        return label.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
        }
    }
}

extension EmailAddress: ShownAsStored {
    public static var column: ColumnType { .text }
    public static var jsonSchema: JSONValue { ["type": "string", "format": "email", "maxLength": 254] }
    public var stored: StoredValue { .text(text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> EmailAddress {
        guard let text = input.text else { throw .type("text") }
        guard let address = EmailAddress(text) else { throw FieldFaults(.format, "This is no e-mail address.") }
        return address
    }

    public func write(to writer: inout JSONWriter) { writer.string(text) }
}
