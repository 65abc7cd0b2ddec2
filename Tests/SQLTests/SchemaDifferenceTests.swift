import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import Testing

@Suite("Differences of schemas")
struct SchemaDifferenceTests {
    @Test("a snapshot gives the tables back")
    func snapshot() throws {
        let tables = [Tables.user, Tables.order]
        #expect(try SchemaSnapshot.tables(in: SchemaSnapshot.text(of: tables)) == tables)
        #expect(try SchemaSnapshot.tables(in: SchemaSnapshot.text(of: [])) == [])
        #expect(throws: (any Error).self) { try SchemaSnapshot.tables(in: "[{}]") }
    }

    @Test("nothing differs from itself")
    func nothing() {
        let tables = [Tables.user, Tables.order]
        #expect(SchemaDifference(from: tables, to: tables, dialect: SQLiteDialect()).isEmpty)
    }

    @Test("migrated step by step is the same as made at once")
    func stepByStep() throws {
        let wide = Tables.changed(
            Tables.user,
            columns: [
                Tables.id, Tables.text("nickname", 0...20, isNullable: true), Tables.text("email", 3...254),
                ColumnSchema(name: "count", type: .integer, isNullable: false),
            ], indexes: [IndexSchema(columns: [2, 1], isUnique: true), IndexSchema(columns: [3], isUnique: false)])
        let steps = [[], [Tables.user], [wide, Tables.order]]
        let migrations = (1..<steps.count).map { number in
            let difference = SchemaDifference(
                from: steps[number - 1], to: steps[number], dialect: SQLiteDialect(),
                defaults: ["user.count": .integer(0)])
            #expect(difference.byHand == [])
            return Migration(number: number, name: "step", sql: difference.script)
        }
        let sql = Definitions(SQLiteDialect()).script(for: [wide, Tables.order])
        #expect(try description(migrations) == description([Migration(number: 1, name: "all", sql: sql)]))
        #expect(try description([migrations[0]]) != description(migrations))
    }

    @Test("what needs thought is left to the author")
    func byHand() {
        func lines(_ table: TableSchema) -> [String] {
            SchemaDifference(from: [Tables.user], to: [table], dialect: SQLiteDialect()).byHand
        }
        #expect(lines(Tables.order) == ["table user is gone"])
        #expect(lines(Tables.changed(Tables.user, columns: [Tables.id, Tables.text("email", 3...99)])).count == 1)
        let new = Tables.changed(Tables.user, columns: Tables.user.columns + [Tables.text("new")])
        #expect(lines(new).count == 1)
        #expect(lines(Tables.changed(Tables.user, key: [1])).count == 1)
        #expect(lines(Tables.changed(Tables.user, columns: [Tables.id], indexes: [])) == ["column user.email is gone"])
    }

    @Test("the tool's files: a migration, the list, the snapshot")
    func files() throws {
        let files = try MigrationFiles(
            name: "orders", snapshot: SchemaSnapshot.text(of: [Tables.user]), tables: [Tables.user, Tables.order],
            targets: [.init(folder: "SQLite", dialect: SQLiteDialect())],
            existing: ["SQLite": ["0001_foundation.swift", "List.swift"]])
        #expect(files.texts.keys.sorted() == ["SQLite/0002_orders.swift", "SQLite/List.swift", "schema.json"])
        #expect(files.texts["SQLite/List.swift"]?.contains("m0001_foundation,\n        m0002_orders,") == true)
        #expect(files.texts["SQLite/0002_orders.swift"]?.contains("CREATE TABLE \"order\"") == true)
    }

    private func description(_ migrations: [Migration]) throws -> [String] {
        let storage = SQLiteStorage(.memory, migrations: migrations)
        try storage.migrate()
        return try storage.schemaDescription()
    }
}
