public import CaravanProtocol

/// SQL as SQLite 3.37 and later reads it: strict tables, ids as blobs of 16 bytes.
public struct SQLiteDialect: Dialect {
    /// The function of one text that the driver registers: Swift's `lowercased()`.
    public static let foldingFunction = "caravan_folded"

    public init() {}

    public func typeName(of type: ColumnType) -> String {
        switch type {
        case .integer, .boolean, .instant, .date: "INTEGER"
        case .text, .decimal, .json: "TEXT"
        case .id, .bytes: "BLOB"
        }
    }

    public func typeCheck(of type: ColumnType, column: String) -> String? {
        switch type {
        case .id: "length(\(column)) = 16"
        case .boolean: "\(column) IN (0, 1)"
        case .integer, .text, .decimal, .instant, .date, .json, .bytes: nil
        }
    }

    public func placeholder(_ number: Int) -> String { "?\(number)" }

    public func comparable(_ column: String, _ type: ColumnType) -> String { column }

    public func length(of text: String) -> String { "length(\(text))" }

    public func containsFolded(_ text: String, _ other: String) -> String {
        "instr(\(Self.foldingFunction)(\(text)), \(other)) > 0"
    }

    public func direction(isDescending: Bool, isNullable: Bool) -> String { isDescending ? " DESC" : "" }

    /// `WITHOUT ROWID` puts the row into the key's tree: faster while rows are short, slower when they are long, and
    /// pointless where the key is the row id.
    public func tableOptions(of table: TableSchema) -> String {
        let isRowID = table.key.count == 1 && table.columns[table.key[0]].type == .integer
        let isLong = table.columns.contains { $0.type == .json || ($0.length?.upperBound ?? 0) > 1000 }
        return isRowID || isLong ? " STRICT" : " STRICT, WITHOUT ROWID"
    }

    public var lockClause: String { "" }
}
