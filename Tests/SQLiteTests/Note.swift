import CaravanProtocol
import CaravanSQL
import CaravanSQLite

/// The one entity of the tests of SQLite's own.
struct Note: Identified, Equatable {
    var id = ID<Note>(UUIDBits(high: 0, low: 0))
    var text = ""
    var parent: ID<Note>?

    static let schema = EntitySchema<Note>(
        "note", table: "note", fields: [.key("id", \.id), .required("text", \.text), .optional("parent", \.parent)],
        references: [.to("note", by: \.parent)])

    init() {}

    init(_ number: Int, _ text: String = "") {
        id = ID(UUIDBits(high: 1, low: UInt64(number)))
        self.text = text
    }

    /// The migration that makes its table.
    static let migration = Migration(
        number: 1, name: "notes", sql: Definitions(SQLiteDialect()).script(for: [schema.table]))

    /// Another one, which makes a table of no entity.
    static let second = Migration(number: 2, name: "extras", sql: "CREATE TABLE extra (a INTEGER) STRICT;\n")
}

extension TemporaryDirectory {
    /// The database of a test.
    var database: String { path + "/notes.db" }

    func storage(
        _ migrations: [Migration] = [Note.migration], busyTimeout: Duration = .milliseconds(200)
    ) -> SQLiteStorage {
        SQLiteStorage(
            .file(database), migrations: migrations, options: SQLiteOptions(readers: 2, busyTimeout: busyTimeout))
    }

    /// A storage that is migrated.
    func migrated(_ migrations: [Migration] = [Note.migration]) throws -> SQLiteStorage {
        let storage = storage(migrations)
        try storage.migrate()
        return storage
    }
}

/// Runs `body` with a directory, which is gone afterwards.
func withDirectory(_ body: (TemporaryDirectory) throws -> Void) throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try body(directory)
}

/// As the other, for tests that wait.
func withDirectory(_ body: (TemporaryDirectory) async throws -> Void) async throws {
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    try await body(directory)
}
