public import CaravanProtocol

/// The text of every statement, with placeholders for all values.
public struct StatementTexts: Sendable {
    public let dialect: any Dialect

    public init(_ dialect: any Dialect) {
        self.dialect = dialect
    }

    /// Parameters: the key.
    public func find(_ table: TableSchema, isLocking: Bool = false) -> String {
        write {
            $0 += "SELECT \(columns(of: table)) FROM \(dialect.quoted(table.name)) WHERE "
            $0.key(of: table)
            if isLocking { $0 += dialect.lockClause }
        }
    }

    /// Parameters and columns as ``QueryParameters/init(_:)-(Query<E>)`` has them.
    public func select<E: Entity>(_ query: Query<E>) -> String {
        let table = E.schema.table
        return write {
            $0 += "SELECT \(columns(of: table)) FROM \(dialect.quoted(table.name)) AS t0 WHERE "
            $0.condition(query.condition, on: table)
            if let after = query.after {
                $0 += " AND "
                Keyset(query.order, isDescending: query.isDescending, after: after, table: table)
                    .write(to: &$0, alias: "t0")
            }
            if !query.order.isEmpty {
                $0 += " ORDER BY "
                $0.list(query.order, separator: ", ") { writer, place in
                    writer += writer.column(place, of: table, alias: "t0")
                    writer += dialect.direction(
                        isDescending: query.isDescending, isNullable: table.columns[place].isNullable)
                }
            }
            if query.limit != nil {
                $0 += " LIMIT "
                $0.placeholder()
            }
        }
    }

    /// Parameters: those of the condition.
    public func count(_ table: TableSchema, _ condition: Condition) -> String {
        write {
            $0 += "SELECT count(*) FROM \(dialect.quoted(table.name)) AS t0 WHERE "
            $0.condition(condition, on: table)
        }
    }

    /// Parameters: every column.
    public func insert(_ table: TableSchema) -> String {
        write {
            $0 += "INSERT INTO \(dialect.quoted(table.name)) (\(columns(of: table))) VALUES ("
            $0.list(table.columns, separator: ", ") { writer, _ in writer.placeholder() }
            $0 += ")"
        }
    }

    /// Parameters: the named columns in order, then the key.
    public func update(_ table: TableSchema, _ places: [Int]) -> String {
        write {
            $0 += "UPDATE \(dialect.quoted(table.name)) SET "
            $0.list(places, separator: ", ") { writer, place in
                writer += "\(dialect.quoted(table.columns[place].name)) = "
                writer.placeholder()
            }
            $0 += " WHERE "
            $0.key(of: table)
        }
    }

    /// Parameters: the key.
    public func delete(_ table: TableSchema) -> String {
        write {
            $0 += "DELETE FROM \(dialect.quoted(table.name)) WHERE "
            $0.key(of: table)
        }
    }

    /// Parameters: those of the condition.
    public func delete(_ table: TableSchema, where condition: Condition) -> String {
        write {
            $0 += "DELETE FROM \(dialect.quoted(table.name)) AS t0 WHERE "
            $0.condition(condition, on: table)
        }
    }

    private func columns(of table: TableSchema) -> String { dialect.list(Array(table.columns.indices), of: table) }

    private func write(_ body: (inout StatementWriter) -> Void) -> String {
        var writer = StatementWriter(dialect)
        body(&writer)
        return writer.text
    }
}
