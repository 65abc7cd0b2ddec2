package import CaravanProtocol
import CaravanSQL

/// A writing transaction, or the part of one that a closure has among those committed together.
package final class SQLiteWriting: Writing {
    private let connection: Connection
    private var isOver = false

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// No use after this.
    func end() { isOver = true }

    /// A number that the commits of other connections change.
    func dataVersion() throws -> Int64? {
        guard case .integer(let version)? = try open().rows("PRAGMA data_version").first?.first else { return nil }
        return version
    }

    package func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try open().find(type, key: key) }
    package func lock<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try open().find(type, key: key) }
    package func select<E: Entity>(_ query: Query<E>) throws -> [E] { try open().select(query) }
    package func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws {
        try open().visit(query, body)
    }
    package func count<E: Entity>(_ query: Query<E>) throws -> Int { try open().count(query) }

    package func insert<E: Entity>(_ entity: E) throws {
        let schema = E.schema
        let row = schema.fields.row(of: entity)
        try change(
            StatementKey(E.self, .insert), { $0.insert(schema.table) }, row, schema.table,
            written: { row[$0] })
    }

    package func update<E: Entity>(_ entity: E, _ mask: FieldMask) throws {
        let schema = E.schema
        let table = schema.table
        // The row is the one with the entity's key, so a key in the mask says what is so already.
        let places = mask.places.filter { $0 < table.columns.count && !table.key.contains($0) }
        let key = table.key.map { schema.fields.stored($0, of: entity) }
        guard !places.isEmpty else {
            guard try find(E.self, key: key) != nil else { throw StorageError.notFound(table: table.name) }
            return
        }
        let values = places.map { schema.fields.stored($0, of: entity) }
        let changes = try change(
            StatementKey(E.self, .update, mask: mask), { $0.update(table, places) }, values + key, table,
            written: { place in places.firstIndex(of: place).map { values[$0] } })
        guard changes > 0 else { throw StorageError.notFound(table: table.name) }
    }

    package func delete<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> Bool {
        let table = E.schema.table
        return try change(StatementKey(type, .deleteKey), { $0.delete(table) }, key, table) > 0
    }

    package func delete<E: Entity>(where query: Query<E>) throws -> Int {
        guard query.limit == nil, query.after == nil else {
            throw StorageError.unsupported("a delete with a limit or a start")
        }
        let table = E.schema.table
        let condition = query.condition
        let parameters = QueryParameters(condition)
        return try change(
            StatementKey(E.self, .deleteWhere, shape: parameters.shape), { $0.delete(table, where: condition) },
            parameters.values, table)
    }

    package func savepoint<R>(_ body: () throws -> R) throws -> R {
        let connection = try open()
        // Savepoints of the same name nest; the innermost is meant.
        try connection.control("SAVEPOINT inner")
        let result: R
        do {
            result = try body()
        } catch {
            if !connection.isOutsideTransaction {
                try connection.control("ROLLBACK TO inner")
                try connection.control("RELEASE inner")
            }
            throw error
        }
        guard !connection.isOutsideTransaction else { throw LostTransaction() }
        try connection.control("RELEASE inner")
        return result
    }

    /// Runs statements as they stand, for tests.
    package func execute(_ sql: String) throws { try open().execute(sql) }

    /// The connection, while the transaction is there: after SQLite rolled it back, a statement would commit by itself.
    private func open() throws -> Connection {
        precondition(!isOver, "a transaction is used outside its closure")
        if connection.isOutsideTransaction { throw LostTransaction() }
        return connection
    }

    /// - Parameter written: the value that the statement gives a column, to find the reference that names no row.
    @discardableResult
    private func change(
        _ key: StatementKey, _ text: (StatementTexts) -> String, _ values: [StoredValue], _ table: TableSchema,
        written: ((Int) -> StoredValue?)? = nil
    ) throws -> Int {
        let connection = try open()
        do {
            return try connection.use(key, text: { text(connection.texts) }, values) { statement in
                while try statement.step(connection, table: table.name) {}
                return connection.changes
            }
        } catch StorageError.missingReference(let name, nil) {
            let place = try written.flatMap { try missingReference(table, $0) }
            throw StorageError.missingReference(table: name, column: place.map { table.columns[$0].name })
        }
    }

    /// SQLite does not say which reference names no row, so each is looked up.
    private func missingReference(_ table: TableSchema, _ written: (Int) -> StoredValue?) throws -> Int? {
        let connection = try open()
        let dialect = connection.texts.dialect
        return try table.references.first { reference in
            guard let value = written(reference.column), value != .null else { return false }
            let target = try connection.rows(
                "SELECT name FROM pragma_table_info(?1) WHERE pk = 1", [.text(reference.table)])
            guard case .text(let key)? = target.first?.first else { return true }
            return try connection.rows(
                "SELECT 1 FROM \(dialect.quoted(reference.table)) WHERE \(dialect.quoted(key)) = ?1", [value]
            ).isEmpty
        }?.column
    }
}

/// SQLite rolled the whole transaction back by itself, with everything that was to be committed together.
struct LostTransaction: Error {}
