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

    @Test("each trip of before the chat gets a room")
    func rooms() throws {
        let trips = """
            INSERT INTO users VALUES (zeroblob(16), 'a', 'a', 'a', 'a', 'x', 1, 0, NULL, 1);
            INSERT INTO trips
                SELECT CAST(randomblob(16) AS BLOB), 'T', '', zeroblob(16), 0, 0, 'draft', 'private', 'UTC', NULL, 1, 1, value, 0, NULL
                FROM json_each('[7, 8, 9]');
            """
        let storage = SQLiteStorage(
            .memory,
            migrations: [
                Migrations.sqlite[0], Migration(number: 2, name: "trips", sql: trips),
                Migration(number: 3, name: "chat", sql: Migrations.sqlite[1].sql),
            ])
        try storage.migrate()
        let (found, rooms) = try storage.readNow { tx in
            (try tx.select(Query<Trip>()), try tx.select(Query<ChatRoom>().ordered(by: \.createdAt)))
        }
        #expect(rooms.map(\.createdAt.microseconds) == [7, 8, 9])
        #expect(Set(rooms.map(\.tripID)) == Set(found.map(\.id)) && found.count == 3)
        #expect(Set(rooms.map(\.id)).count == 3)
        for room in rooms { #expect(Array(room.id.description)[14] == "4") }
    }

    @Test("the snapshot is of the entities' tables")
    func snapshot() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Storage/Migrations/" + MigrationFiles.snapshotPath).standardizedFileURL
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(try SchemaSnapshot.tables(in: text) == Self.tables)
    }
}
