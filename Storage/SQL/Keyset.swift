import CaravanProtocol

/// "Strictly after these values in that order": a comparison of row values, which an index serves; with nulls about, the
/// same written out.
struct Keyset {
    private let columns: [Int]
    private let isDescending: Bool
    private let after: [StoredValue]
    private let table: TableSchema

    init(_ columns: [Int], isDescending: Bool, after: [StoredValue], table: TableSchema) {
        precondition(columns.count == after.count, "as many values as columns of the order")
        self.columns = columns
        self.isDescending = isDescending
        self.after = after
        self.table = table
    }

    private var hasNullable: Bool { columns.contains { table.columns[$0].isNullable } }

    /// The values in the order of the text's placeholders.
    var values: [StoredValue] {
        hasNullable ? after.indices.flatMap { after[...$0].filter { $0 != .null } } : after
    }

    func write(to text: inout StatementWriter, alias: String) {
        guard hasNullable else {
            let names = columns.map { text.column($0, of: table, alias: alias) }
            text += "(\(names.joined(separator: ", "))) \(isDescending ? "<" : ">") ("
            text.list(after.indices, separator: ", ") { text, _ in text.placeholder() }
            text += ")"
            return
        }
        text += "("
        text.list(after.indices, separator: " OR ") { text, last in
            text += "("
            text.list(0...last, separator: " AND ") { text, index in
                let column = text.column(columns[index], of: table, alias: alias)
                let isNull = after[index] == .null
                if index < last {
                    text += isNull ? "\(column) IS NULL" : "\(column) = "
                    if !isNull { text.placeholder() }
                } else if isNull {
                    text += isDescending ? "1 = 0" : "\(column) IS NOT NULL"
                } else {
                    text += isDescending ? "(\(column) IS NULL OR \(column) < " : "(\(column) > "
                    text.placeholder()
                    text += ")"
                }
            }
            text += ")"
        }
        text += ")"
    }
}
