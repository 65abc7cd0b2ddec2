public import CaravanProtocol

/// The statements that make tables and indexes.
public struct Definitions: Sendable {
    public let dialect: any Dialect

    public init(_ dialect: any Dialect) {
        self.dialect = dialect
    }

    /// Everything for these tables, in an order in which every reference finds its table; each statement ends with `;`.
    public func script(for tables: [TableSchema]) -> String {
        sorted(tables).flatMap(statements).map { $0 + ";\n" }.joined()
    }

    /// The table and its indexes.
    func statements(for table: TableSchema) -> [String] {
        [createTable(table)] + table.indexes.map { createIndex($0, on: table) }
    }

    public func createTable(_ table: TableSchema) -> String {
        let lines =
            table.columns.indices.map { definition(of: $0, in: table) }
            + ["PRIMARY KEY (\(dialect.list(table.key, of: table)))"]
        return "CREATE TABLE \(dialect.quoted(table.name)) (\n    " + lines.joined(separator: ",\n    ")
            + "\n)\(dialect.tableOptions(of: table))"
    }

    public func createIndex(_ index: IndexSchema, on table: TableSchema) -> String {
        var text = "CREATE \(index.isUnique ? "UNIQUE " : "")INDEX \(dialect.quoted(name(of: index, on: table)))"
        let columns = index.columns.map {
            dialect.comparable(dialect.quoted(table.columns[$0].name), table.columns[$0].type)
        }
        text += " ON \(dialect.quoted(table.name)) (\(columns.joined(separator: ", ")))"
        if let column = index.whereNull { text += " WHERE \(dialect.quoted(table.columns[column].name)) IS NULL" }
        return text
    }

    /// `table_column_column_key` for a unique index, `…_index` for another one, `…_live_…` for a partial one.
    public func name(of index: IndexSchema, on table: TableSchema) -> String {
        let columns = index.columns.map { table.columns[$0].name }
        let words =
            [table.name] + columns + (index.whereNull == nil ? [] : ["live"]) + [index.isUnique ? "key" : "index"]
        return words.joined(separator: "_")
    }

    /// A column with its type, its checks and its reference. The checks are named `table.column`.
    public func definition(of place: Int, in table: TableSchema, default value: String? = nil) -> String {
        let column = table.columns[place]
        let name = dialect.quoted(column.name)
        var text = "\(name) \(dialect.typeName(of: column.type))"
        if !column.isNullable { text += " NOT NULL" }
        if let value { text += " DEFAULT \(value)" }
        var checks: [String] = []
        if let check = dialect.typeCheck(of: column.type, column: name) { checks.append(check) }
        if let choices = column.choices {
            checks.append("\(name) IN (\(choices.map(dialect.literal).joined(separator: ", ")))")
        }
        if let length = column.length {
            checks.append("\(dialect.length(of: name)) BETWEEN \(length.lowerBound) AND \(length.upperBound)")
        }
        if !checks.isEmpty {
            let constraint = dialect.quoted("\(table.name).\(column.name)")
            text += " CONSTRAINT \(constraint) CHECK (\(checks.joined(separator: " AND ")))"
        }
        for reference in table.references where reference.column == place {
            text += " REFERENCES \(dialect.quoted(reference.table))"
        }
        return text
    }

    /// The tables, each after those that it refers to; those in a circle stay as they are given.
    public func sorted(_ tables: [TableSchema]) -> [TableSchema] {
        var result: [TableSchema] = []
        var rest = tables
        while !rest.isEmpty {
            let waiting = Set(rest.map(\.name))
            let ready = rest.filter { table in
                table.references.allSatisfy { $0.table == table.name || !waiting.contains($0.table) }
            }
            guard !ready.isEmpty else { return result + rest }
            result += ready
            let done = Set(ready.map(\.name))
            rest.removeAll { done.contains($0.name) }
        }
        return result
    }
}
