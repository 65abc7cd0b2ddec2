import CaravanProtocol

/// The rows of each table by their keys. Texts in keys are bytes, because Swift's strings are equal when they look so.
typealias MemoryTables = [String: [[StoredValue]: [StoredValue]]]

/// A transaction works on a copy of the tables.
final class MemoryTransaction: Writing {
    private(set) var tables: MemoryTables

    init(_ tables: MemoryTables) {
        self.tables = tables
    }

    func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? {
        try tables[E.schema.table.name]?[key.map(\.exact)].map(record)
    }

    func lock<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try find(type, key: key) }

    func select<E: Entity>(_ query: Query<E>) throws -> [E] {
        let sign = query.isDescending ? -1 : 1
        func isBefore(_ one: [StoredValue], _ other: [StoredValue]) -> Bool {
            zip(one, other).lazy.map { $0.order($1) * sign }.first { $0 != 0 } ?? 0 < 0
        }
        var rows = rows(of: E.schema.table, query.condition)
        if let after = query.after { rows = rows.filter { row in isBefore(after, query.order.map { row[$0] }) } }
        rows.sort { one, other in isBefore(query.order.map { one[$0] }, query.order.map { other[$0] }) }
        return try rows.prefix(query.limit ?? .max).map(record)
    }

    func count<E: Entity>(_ query: Query<E>) throws -> Int { rows(of: E.schema.table, query.condition).count }

    func insert<E: Entity>(_ entity: E) throws {
        let table = E.schema.table
        let row = E.fields.row(of: entity)
        guard tables[table.name]?[table.key(of: row)] == nil else {
            throw StorageError.duplicate(table: table.name, columns: table.key.map { table.columns[$0].name })
        }
        try put(row, table)
    }

    func update<E: Entity>(_ entity: E, _ mask: FieldMask) throws {
        let table = E.schema.table
        let row = E.fields.row(of: entity)
        guard var kept = tables[table.name]?[table.key(of: row)] else {
            throw StorageError.notFound(table: table.name)
        }
        for place in mask.places where !table.key.contains(place) { kept[place] = row[place] }
        try put(kept, table)
    }

    func delete<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> Bool {
        tables[E.schema.table.name]?.removeValue(forKey: key.map(\.exact)) != nil
    }

    func delete<E: Entity>(where query: Query<E>) throws -> Int {
        guard query.limit == nil, query.after == nil else { throw StorageError.unsupported("a delete with a limit") }
        let table = E.schema.table
        let rows = rows(of: table, query.condition)
        for row in rows { tables[table.name]?[table.key(of: row)] = nil }
        return rows.count
    }

    func savepoint<R>(_ body: () throws -> R) throws -> R {
        let before = tables
        do {
            return try body()
        } catch {
            tables = before
            throw error
        }
    }

    func rows(of table: TableSchema, _ condition: Condition) -> [[StoredValue]] {
        tables[table.name, default: [:]].values.filter { matches(condition, $0, table) }
    }

    private func record<E: Entity>(_ row: [StoredValue]) throws -> E { try E.fields.record { place, _ in row[place] } }

    private func put(_ row: [StoredValue], _ table: TableSchema) throws {
        for (value, column) in zip(row, table.columns) {
            guard case .text(let text) = value else { continue }
            if text.utf8.contains(0) { throw StorageError.checkFailed("a text contains NUL") }
            if column.length?.contains(text.unicodeScalars.count) == false {
                throw StorageError.checkFailed("\(table.name).\(column.name)")
            }
        }
        let key = table.key(of: row)
        for index in table.indexes where index.isUnique && (index.whereNull.map { row[$0] == .null } ?? true) {
            let values = index.columns.map { row[$0].exact }
            let isTaken = tables[table.name, default: [:]].contains { otherKey, other in
                otherKey != key && !values.contains(.null) && (index.whereNull.map { other[$0] == .null } ?? true)
                    && index.columns.map { other[$0].exact } == values
            }
            if isTaken {
                throw StorageError.duplicate(
                    table: table.name, columns: index.columns.map { table.columns[$0].name })
            }
        }
        tables[table.name, default: [:]][key] = row
    }
}

extension TableSchema {
    fileprivate func key(of row: [StoredValue]) -> [StoredValue] { key.map { row[$0].exact } }
}
