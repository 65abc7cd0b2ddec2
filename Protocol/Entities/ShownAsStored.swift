/// A field value whose text in JSON is the text in its column.
public protocol ShownAsStored: FieldValue {}

extension ShownAsStored {
    public static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool {
        guard case .text(let text) = column else { return false }
        writer.string(utf8: text)
        return true
    }
}
