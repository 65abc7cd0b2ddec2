/// A field value whose JSON is the text in its column.
public protocol KeptAsJSON: FieldValue {}

extension KeptAsJSON {
    public static var column: ColumnType { .json }

    public static func write(_ column: ColumnValue, to writer: inout JSONWriter) -> Bool {
        guard case .text(let text) = column else { return false }
        writer.raw(text)
        return true
    }
}
