import CaravanProtocol

/// SQL in the making: its text, and the number of the last placeholder.
struct StatementWriter {
    let dialect: any Dialect
    private(set) var text = ""
    private var placeholders = 0

    init(_ dialect: any Dialect) {
        self.dialect = dialect
    }

    static func += (writer: inout StatementWriter, text: String) { writer.text += text }

    mutating func placeholder() { text += nextPlaceholder() }

    /// The next placeholder, for a dialect to put where it belongs. It must be the next one in the text.
    mutating func nextPlaceholder() -> String {
        placeholders += 1
        return dialect.placeholder(placeholders)
    }

    mutating func list<S: Sequence>(
        _ elements: S, separator: String, _ write: (inout StatementWriter, S.Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if !isFirst { text += separator }
            isFirst = false
            write(&self, element)
        }
    }

    /// The column's name, for comparing and ordering.
    func column(_ place: Int, of table: TableSchema, alias: String) -> String {
        dialect.comparable(
            "\(alias).\(dialect.quoted(table.columns[place].name))", table.columns[place].type)
    }

    /// `column = placeholder AND …` for the primary key.
    mutating func key(of table: TableSchema) {
        list(table.key, separator: " AND ") { writer, place in
            writer += "\(writer.dialect.quoted(table.columns[place].name)) = "
            writer.placeholder()
        }
    }
}
