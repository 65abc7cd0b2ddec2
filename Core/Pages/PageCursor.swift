import CaravanProtocol

/// A position in a list: the order's values of the last row that was given, and which list it was.
///
/// Opaque on the wire (base64url of JSON). The list's name, its filters and the caller are in it as a checksum, so that a
/// cursor of another list is refused; it grants nothing, since every page asks for access anew.
struct PageCursor {
    private static let bytesMax = 2048

    let values: [StoredValue]

    /// The cursor after a row with these values.
    static func text(_ values: [StoredValue], of list: String) -> String {
        var writer = JSONWriter()
        writer.beginArray()
        writer.int(Int64(bitPattern: FNV1a.sum(list.utf8)))
        for value in values {
            switch value {
            case .null: writer.null()
            case .integer(let number): writer.int(number)
            case .text(let text): writer.string("t" + text)
            case .id(let bits): writer.string("i" + bits.description)
            case .bytes: writer.null()
            }
        }
        writer.endArray()
        return Base64URL.encode(writer.bytes)
    }

    /// Reads a cursor of that list; throws `malformed` for anything else.
    init(parsing text: String, of list: String, columns: [ColumnType]) throws(Failure) {
        let malformed = Failure(.malformed, "The cursor is none of this list.")
        guard text.utf8.count <= PageCursor.bytesMax, let bytes = Base64URL.decode(text),
            case .array(let parts)? = try? JSONReader.parse(bytes), parts.count == columns.count + 1,
            case .number(let mark) = parts[0], mark.int64 == Int64(bitPattern: FNV1a.sum(list.utf8))
        else { throw malformed }
        var values: [StoredValue] = []
        for (part, column) in zip(parts.dropFirst(), columns) {
            guard let value = PageCursor.value(part), PageCursor.fits(value, column) else { throw malformed }
            values.append(value)
        }
        self.values = values
    }

    private static func value(_ part: JSONValue) -> StoredValue? {
        switch part {
        case .number(let number): number.int64.map(StoredValue.integer)
        // No text of ours contains NUL, and no storage takes one.
        case .string(let text) where text.utf8.first == UInt8(ascii: "t") && !text.utf8.contains(0):
            .text(String(text.unicodeScalars.dropFirst()))
        case .string(let text) where text.hasPrefix("i"): UUIDBits(parsing: text.dropFirst()).map(StoredValue.id)
        default: nil
        }
    }

    private static func fits(_ value: StoredValue, _ column: ColumnType) -> Bool {
        switch (value, column) {
        case (.integer, .integer), (.integer, .instant), (.integer, .date), (.integer, .boolean), (.text, .text),
            (.id, .id):
            true
        default: false
        }
    }
}
