import CaravanProtocol
import CaravanSQLite
import Foundation
import Testing

@Suite("Files of SQLite")
struct FileTests {
    @Test("all files are for their owner only")
    func permissions() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.holdExclusively()
            try storage.writeNow { try $0.insert(Note(1)) }
            #expect(directory.names == ["notes.db", "notes.db-shm", "notes.db-wal", "notes.db.serve-lock"])
            for name in directory.names {
                let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + "/" + name)
                #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(name)")
            }
        }
    }

    @Test("a file that is no database, or another program's, is refused and stays as it is")
    func unknownFile() throws {
        try withDirectory { directory in
            let url = URL(fileURLWithPath: directory.database)
            try Data(repeating: 65, count: 9000).write(to: url)
            try expectCorrupt(directory)
            #expect(try Data(contentsOf: url) == Data(repeating: 65, count: 9000))
            try FileManager.default.removeItem(at: url)
            try RawDatabase(directory.database).execute("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)")
            let before = try Data(contentsOf: url)
            try expectCorrupt(directory)
            #expect(try Data(contentsOf: url) == before)
            #expect(directory.names == ["notes.db"])
        }
    }

    @Test("a damaged database is refused")
    func damagedFile() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.writeNow { transaction in
                for number in 0..<200 { try transaction.insert(Note(number, String(repeating: "x", count: 200))) }
            }
            storage.close()
            var bytes = try Data(contentsOf: URL(fileURLWithPath: directory.database))
            bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0x5a, count: bytes.count - 4096))
            try bytes.write(to: URL(fileURLWithPath: directory.database))
            let error = #expect(throws: StorageError.self) {
                let damaged = directory.storage()
                try damaged.migrate()
                _ = try damaged.readNow { try $0.select(Query<Note>()) }
            }
            guard case .corrupt = error else {
                Issue.record("a damaged file gave \(String(describing: error))")
                return
            }
        }
    }

    @Test("a directory that is not there is unavailable")
    func missingDirectory() throws {
        let storage = SQLiteStorage(.file("/nowhere/caravan/x.db"), migrations: [Note.migration])
        let error = #expect(throws: StorageError.self) { try storage.migrate() }
        guard case .unavailable = error else {
            Issue.record("a missing directory gave \(String(describing: error))")
            return
        }
    }

    @Test("a path of odd characters is a path", arguments: ["a?b=c#d%20e.db", "ü 'quoted\".db", "file:x.db"])
    func oddPaths(name: String) throws {
        try withDirectory { directory in
            for count in 0..<2 {
                let storage = SQLiteStorage(.file(directory.path + "/" + name), migrations: [Note.migration])
                #expect(try storage.pendingMigrations().count == 1 - count)
                try storage.migrate()
                storage.close()
            }
            #expect(directory.names == [name])
        }
    }

    @Test("a full disk refuses the write, and later ones go on")
    func full() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.writeNow { try ($0 as? SQLiteWriting)?.execute("PRAGMA max_page_count = 30") }
            let error = #expect(throws: StorageError.self) {
                try storage.writeNow { transaction in
                    for number in 0..<100 { try transaction.insert(Note(number, String(repeating: "x", count: 9000))) }
                }
            }
            guard case .full = error else {
                Issue.record("a full disk gave \(String(describing: error))")
                return
            }
            try storage.writeNow { try $0.insert(Note(1)) }
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 1)
        }
    }

    @Test("a backup is a whole database, for its owner only, and overwrites nothing")
    func backup() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.writeNow { try $0.insert(Note(1, "kept")) }
            let path = directory.path + "/backup's.db"
            try storage.backUp(to: path)
            #expect(throws: StorageError.self) { try storage.backUp(to: path) }
            try storage.writeNow { try $0.insert(Note(2)) }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let copy = SQLiteStorage(.file(path), migrations: [Note.migration])
            #expect(try copy.pendingMigrations() == [])
            #expect(try copy.readNow { try $0.select(Query<Note>()) } == [Note(1, "kept")])
            #expect(try copy.integrityProblems() == [])
        }
    }

    private func expectCorrupt(_ directory: TemporaryDirectory) throws {
        for attempt in [{ _ = try $0.pendingMigrations() }, { try $0.migrate() }] as [(SQLiteStorage) throws -> Void] {
            let error = #expect(throws: StorageError.self) { try attempt(directory.storage()) }
            guard case .corrupt = error else {
                Issue.record("an unknown file gave \(String(describing: error))")
                return
            }
        }
    }
}
