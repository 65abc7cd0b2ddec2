import CaravanProtocol
import CaravanSQLite
import Foundation
import Testing

@Suite("Migrations of SQLite")
struct MigrationTests {
    @Test("a file that is not there lacks everything, and is not made by asking")
    func missingFile() throws {
        try withDirectory { (directory) throws in
            let storage = directory.storage([Note.migration, Note.second])
            #expect(try storage.pendingMigrations() == [Note.migration, Note.second])
            #expect(throws: StorageError.self) { try storage.readNow { try $0.count(Query<Note>()) } }
            #expect(throws: StorageError.self) { try storage.writeNow { try $0.insert(Note(1)) } }
            #expect(directory.names == [])
        }
    }

    @Test("migrating brings all, once, and tells it in user_version and a table")
    func migrates() throws {
        try withDirectory { directory in
            try directory.migrated().close()
            let storage = directory.storage([Note.migration, Note.second])
            #expect(try storage.pendingMigrations() == [Note.second])
            #expect(throws: StorageError.self) { try storage.readNow { try $0.count(Query<Note>()) } }
            for _ in 0..<2 { try storage.migrate() }
            #expect(try storage.pendingMigrations() == [])
            let raw = try RawDatabase(directory.database)
            #expect(try raw.integer("PRAGMA user_version") == 2)
            #expect(try raw.integer("SELECT count(*) FROM caravan_migrations WHERE name IN ('notes', 'extras')") == 2)
            #expect(try raw.integer("SELECT count(*) FROM extra") == 0)
        }
    }

    @Test("what was migrated opens without another migrate")
    func opensMigrated() throws {
        try withDirectory { directory in
            try directory.migrated().close()
            let storage = directory.storage()
            try storage.writeNow { try $0.insert(Note(1)) }
            #expect(try storage.readNow { try $0.find(Note(1).id) } == Note(1))
        }
    }

    @Test("a database of a newer program is refused, and every file stays as it is", arguments: [false, true])
    func newerSchema(isLeftByCrash: Bool) throws {
        try withDirectory { directory in
            let newer = try directory.migrated([Note.migration, Note.second])
            try newer.writeNow { try $0.insert(Note(1)) }
            if isLeftByCrash {
                // The files as a crash would leave them: what was written is in the log beside the database.
                for name in ["notes.db", "notes.db-wal"] {
                    try FileManager.default.copyItem(
                        atPath: directory.path + "/" + name, toPath: directory.path + "/copy-" + name)
                }
            }
            newer.close()
            if isLeftByCrash {
                for name in ["notes.db", "notes.db-wal"] {
                    try? FileManager.default.removeItem(atPath: directory.path + "/" + name)
                    try FileManager.default.moveItem(
                        atPath: directory.path + "/copy-" + name, toPath: directory.path + "/" + name)
                }
            }
            let before = try contents(directory)
            let storage = directory.storage()
            let error = StorageError.newerSchema(found: 2, known: 1)
            #expect(throws: error) { try storage.pendingMigrations() }
            #expect(throws: error) { try storage.migrate() }
            #expect(throws: error) { try storage.writeNow { try $0.insert(Note(2)) } }
            storage.close()
            var after = try contents(directory)
            // The index of the log holds nothing of its own; SQLite makes it anew.
            if isLeftByCrash { after["notes.db-shm"] = nil }
            #expect(after == before)
        }
    }

    @Test("asking changes no file")
    func askingChangesNothing() throws {
        try withDirectory { directory in
            try directory.migrated().close()
            let before = try contents(directory)
            #expect(try directory.storage([Note.migration, Note.second]).pendingMigrations() == [Note.second])
            #expect(try contents(directory) == before)
        }
    }

    @Test("a migration with another text than was applied is refused")
    func changedMigration() throws {
        try withDirectory { directory in
            try directory.migrated().close()
            let changed = Migration(number: 1, name: "notes", sql: Note.migration.sql + "\n")
            let storage = directory.storage([changed, Note.second])
            #expect(throws: StorageError.changedMigration(1)) { try storage.pendingMigrations() }
            #expect(throws: StorageError.changedMigration(1)) { try storage.migrate() }
        }
    }

    @Test(
        "a migration that fails leaves nothing of itself and everything before it",
        arguments: [
            "CREATE TABLE half (a INTEGER) STRICT;\nCREATE TABLE note (a INTEGER);\n",
            "CREATE TABLE half (a INTEGER REFERENCES note) STRICT;\nINSERT INTO half VALUES (1);\n",
        ])
    func failingMigration(sql: String) throws {
        try withDirectory { directory in
            let failing = Migration(number: 2, name: "failing", sql: sql)
            #expect(throws: StorageError.self) { try directory.storage([Note.migration, failing]).migrate() }
            let raw = try RawDatabase(directory.database)
            #expect(try raw.integer("PRAGMA user_version") == 1)
            #expect(try raw.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0)
            #expect(try directory.storage().pendingMigrations() == [])
        }
    }

    @Test("several that migrate at once bring everything once")
    func concurrently() async throws {
        try await withDirectory { directory in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let storage = directory.storage([Note.migration, Note.second], busyTimeout: .seconds(5))
                        try storage.migrate()
                        storage.close()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try RawDatabase(directory.database).integer("SELECT count(*) FROM caravan_migrations") == 2)
        }
    }

    /// Every file with its bytes.
    private func contents(_ directory: TemporaryDirectory) throws -> [String: Data] {
        try directory.names.reduce(into: [:]) { contents, name in
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: directory.path + "/" + name))
        }
    }
}
