import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import Foundation
import Testing

@Suite("The migrations lead to the entities' tables")
struct MigrationsTests {
    private static let tables = Catalogue.tables

    @Test("all migrations make what the schemas say; else run `make migration NAME=…`")
    func sqlite() throws {
        let migrated = SQLiteStorage(.memory, migrations: Migrations.sqlite)
        try migrated.migrate()
        let sql = Definitions(SQLiteDialect()).script(for: Self.tables)
        let defined = SQLiteStorage(.memory, migrations: [Migration(number: 1, name: "all", sql: sql)])
        try defined.migrate()
        #expect(try migrated.schemaDescription() == defined.schemaDescription())
    }

    @Test("the snapshot is of the entities' tables")
    func snapshot() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Storage/Migrations/" + MigrationFiles.snapshotPath).standardizedFileURL
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(try SchemaSnapshot.tables(in: text) == Self.tables)
    }
}
