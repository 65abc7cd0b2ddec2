import CaravanCore
import CaravanProtocol
import CaravanSQL
import CaravanSQLite
import Testing

/// The tables that the entities ask for hold together.
@Suite struct SchemaTests {
    static let tables = Catalogue.tables

    @Test func referencesNameTablesBeforeThem() {
        var seen: Set<String> = []
        for table in Self.tables {
            for reference in table.references {
                #expect(
                    seen.contains(reference.table) || reference.table == table.name,
                    "\(table.name) refers to \(reference.table)")
                #expect(table.columns[reference.column].type == .id)
            }
            #expect(seen.insert(table.name).inserted, "\(table.name) comes twice")
        }
    }

    @Test(arguments: tables) func keysAndIndexesAreOfItsColumns(_ table: TableSchema) {
        #expect(!table.key.isEmpty)
        #expect(table.key.allSatisfy { !table.columns[$0].isNullable })
        #expect(Set(table.columns.map(\.name)).count == table.columns.count)
        for index in table.indexes {
            #expect(Set(index.columns).count == index.columns.count)
            #expect(index.columns.allSatisfy(table.columns.indices.contains))
            if let column = index.whereNull { #expect(table.columns[column].isNullable) }
        }
        #expect(Set(table.indexes).count == table.indexes.count)
    }

    /// Every way to a row by a foreign key that queries take has an index, so that no list is a scan.
    @Test(arguments: [
        ("memberships", "trip_id"), ("memberships", "user_id"), ("destinations", "trip_id"),
        ("activities", "destination_id"), ("activities", "trip_id"), ("sessions", "user_id"),
        ("refresh_tokens", "session_id"), ("changes", "scope_id"), ("profiles", "user_id"),
        ("chat_rooms", "trip_id"), ("messages", "trip_id"), ("messages", "room_id"), ("read_markers", "room_id"),
    ]) func lookUpsHaveAnIndex(_ lookUp: (table: String, column: String)) throws {
        let table = try #require(Self.tables.first { $0.name == lookUp.table })
        let column = try #require(table.columns.firstIndex { $0.name == lookUp.column })
        #expect(table.key.first == column || table.indexes.contains { $0.columns.first == column })
    }

    @Test func whatMustBeUniqueIs() {
        let unique = Set(
            Self.tables.flatMap { table in
                table.indexes.filter(\.isUnique).map { index in
                    ([table.name] + index.columns.map { table.columns[$0].name }).joined(separator: ".")
                }
            })
        #expect(
            unique == [
                "users.email_folded", "users.username_folded", "profiles.user_id", "memberships.trip_id.user_id",
                "chat_rooms.trip_id", "messages.room_id.sender.client_message_id",
                "sync_clients.user_id.client_id",
            ])
    }

    @Test func theTablesAreMadeOnceAndThenUpToDate() throws {
        let storage = SQLiteStorage(.memory, migrations: schemaMigrations)
        #expect(try storage.pendingMigrations() == schemaMigrations)
        try storage.migrate()
        #expect(try storage.pendingMigrations() == [])
        try storage.migrate()
        for type in Catalogue.entities { #expect(try count(type, in: storage) == 0) }
    }

    private func count<E: Entity>(_: E.Type, in storage: SQLiteStorage) throws -> Int {
        try storage.readNow { try $0.count(Query<E>()) }
    }
}
