import CaravanProtocol

extension StatementWriter {
    /// Writes a condition on `table`, whose rows are called `t<depth>`. Placeholders come in the order of the values in
    /// ``QueryParameters``.
    mutating func condition(_ condition: Condition, on table: TableSchema, depth: Int = 0) {
        let alias = "t\(depth)"
        switch condition {
        case .compare(let place, let comparison, _):
            self += "\(column(place, of: table, alias: alias)) \(comparison.sign) "
            placeholder()
        case .isNull(let place): self += "\(column(place, of: table, alias: alias)) IS NULL"
        case .isNotNull(let place): self += "\(column(place, of: table, alias: alias)) IS NOT NULL"
        case .oneOf(let place, let values):
            oneOf(OneOfValues(values), column(place, of: table, alias: alias))
        case .hasPrefix(let place, let prefix):
            let name = column(place, of: table, alias: alias)
            self += "\(name) >= "
            placeholder()
            if PrefixRange(prefix).upper != nil {
                self += " AND \(name) < "
                placeholder()
            }
        case .containsFolded(let place, _):
            let name = column(place, of: table, alias: alias)
            self += dialect.containsFolded(name, nextPlaceholder())
        case .exists(let other, let reference, let inner):
            // As a set of keys, not as a question for each row: so SQLite begins with the few rows of the other table,
            // where it would go through all of this one.
            self += "\(alias).\(dialect.quoted(table.columns[table.key[0]].name)) IN (SELECT "
            self += "t\(depth + 1).\(dialect.quoted(other.columns[reference].name)) "
            self += "FROM \(dialect.quoted(other.name)) AS t\(depth + 1) WHERE "
            self.condition(inner, on: other, depth: depth + 1)
            self += ")"
        case .any(let conditions): joined(conditions, " OR ", empty: "1 = 0", on: table, depth: depth)
        case .all(let conditions): joined(conditions, " AND ", empty: "1 = 1", on: table, depth: depth)
        }
    }

    private mutating func oneOf(_ choices: OneOfValues, _ name: String) {
        self += "("
        if choices.values.isEmpty {
            self += "1 = 0"
        } else {
            self += "\(name) IN ("
            list(choices.values, separator: ", ") { writer, _ in writer.placeholder() }
            self += ")"
        }
        if choices.includesNull { self += " OR \(name) IS NULL" }
        self += ")"
    }

    private mutating func joined(
        _ conditions: [Condition], _ separator: String, empty: String, on table: TableSchema, depth: Int
    ) {
        guard !conditions.isEmpty else { return self += empty }
        self += "("
        list(conditions, separator: separator) { $0.condition($1, on: table, depth: depth) }
        self += ")"
    }
}

extension Condition.Comparison {
    fileprivate var sign: String {
        switch self {
        case .equal: "="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}
