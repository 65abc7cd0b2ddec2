public import CaravanProtocol

/// What differs between the SQL databases, as far as the shared half needs to know.
///
/// Every function gives a piece of SQL text. Texts compare by their Unicode scalars, and null sorts before everything.
public protocol Dialect: Sendable {
    /// The type of a column (`BLOB`, `bytea`).
    func typeName(of type: ColumnType) -> String
    /// What a column of that type must fulfil beyond its type; `column` is quoted.
    func typeCheck(of type: ColumnType, column: String) -> String?
    /// The parameter of that number, from 1.
    func placeholder(_ number: Int) -> String
    /// A type's value compared or ordered as the contract wants it (`COLLATE "C"` where that is not the default).
    func comparable(_ column: String, _ type: ColumnType) -> String
    /// The number of Unicode scalars of a text.
    func length(of text: String) -> String
    /// Whether the text, in lower case as Swift has it, contains the other one.
    func containsFolded(_ text: String, _ other: String) -> String
    /// What follows a column in `ORDER BY`.
    func direction(isDescending: Bool, isNullable: Bool) -> String
    /// What follows the parenthesis of `CREATE TABLE`.
    func tableOptions(of table: TableSchema) -> String
    /// What makes a `SELECT` keep its row from other writers.
    var lockClause: String { get }
}

extension Dialect {
    /// The name in quotes, so that no name is a keyword.
    public func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// The text as a literal. Only for what a program declares, never for values.
    public func literal(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// Names in quotes, with commas.
    func list(_ columns: [Int], of table: TableSchema) -> String {
        columns.map { quoted(table.columns[$0].name) }.joined(separator: ", ")
    }
}
