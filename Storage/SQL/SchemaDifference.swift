public import CaravanProtocol

/// What leads from one schema to another: statements where they can be derived, and words where somebody must think.
public struct SchemaDifference: Sendable, Equatable {
    /// In the order in which they run, without the `;`.
    public private(set) var statements: [String] = []
    /// What is to be written by hand: removed or changed columns, keys, tables, and new columns without a default.
    public private(set) var byHand: [String] = []

    public var isEmpty: Bool { statements.isEmpty && byHand.isEmpty }

    /// - Parameter defaults: what the rows that exist get in a new column that is not nullable, under `table.column`.
    public init(
        from old: [TableSchema], to new: [TableSchema], dialect: any Dialect, defaults: [String: StoredValue] = [:]
    ) {
        let definitions = Definitions(dialect)
        let oldTables = Dictionary(uniqueKeysWithValues: old.map { ($0.name, $0) })
        let newNames = Set(new.map(\.name))
        for table in definitions.sorted(new) {
            if let before = oldTables[table.name] {
                compare(before, table, definitions, defaults)
            } else {
                statements += definitions.statements(for: table)
            }
        }
        for table in old where !newNames.contains(table.name) { byHand.append("table \(table.name) is gone") }
    }

    /// The text of a migration.
    public var script: String {
        byHand.map { "-- BY HAND: \($0)\n" }.joined() + statements.map { $0 + ";\n" }.joined()
    }

    private mutating func compare(
        _ old: TableSchema, _ new: TableSchema, _ definitions: Definitions, _ defaults: [String: StoredValue]
    ) {
        let table = definitions.dialect.quoted(new.name)
        if old.key.map({ old.columns[$0].name }) != new.key.map({ new.columns[$0].name }) {
            byHand.append("the primary key of \(new.name) is another one")
        }
        let newNames = Set(new.columns.map(\.name))
        for column in old.columns where !newNames.contains(column.name) {
            byHand.append("column \(new.name).\(column.name) is gone")
        }
        let oldIndexes = indexes(of: old, definitions)
        let newIndexes = indexes(of: new, definitions)
        for (name, text) in oldIndexes where !newIndexes.contains(where: { $0 == (name, text) }) {
            statements.append("DROP INDEX \(definitions.dialect.quoted(name))")
        }
        for (place, column) in new.columns.enumerated() {
            let name = "\(new.name).\(column.name)"
            if let oldPlace = old.columns.firstIndex(where: { $0.name == column.name }) {
                let isSame =
                    old.columns[oldPlace] == column && targets(of: oldPlace, in: old) == targets(of: place, in: new)
                if !isSame { byHand.append("column \(name) is another one") }
            } else if column.isNullable || defaults[name] != nil {
                let value = column.isNullable ? nil : defaults[name].map { $0.literal(definitions.dialect) }
                statements.append(
                    "ALTER TABLE \(table) ADD COLUMN \(definitions.definition(of: place, in: new, default: value))")
            } else {
                byHand.append("column \(name) is new, and the rows that exist have no value for it")
            }
        }
        for (name, text) in newIndexes where !oldIndexes.contains(where: { $0 == (name, text) }) {
            statements.append(text)
        }
    }

    private func indexes(of table: TableSchema, _ definitions: Definitions) -> [(String, String)] {
        table.indexes.map { (definitions.name(of: $0, on: table), definitions.createIndex($0, on: table)) }
    }

    private func targets(of place: Int, in table: TableSchema) -> [String] {
        table.references.filter { $0.column == place }.map(\.table)
    }
}

extension StoredValue {
    /// The value in a definition, which can have no parameters.
    fileprivate func literal(_ dialect: any Dialect) -> String {
        switch self {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .text(let text): dialect.literal(text)
        case .id, .bytes: preconditionFailure("no default is made of bytes")
        }
    }
}
