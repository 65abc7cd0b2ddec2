import CaravanProtocol
import CaravanSQLite
import Foundation
import TestThreads
import Testing

@Suite("Locks of SQLite", .blocking)
struct LockTests {
    @Test("a second holder of the file fails at once; others read and write beside it")
    func holdExclusively() throws {
        try withDirectory { directory in
            let first = try directory.migrated()
            try first.holdExclusively()
            try first.holdExclusively()
            let second = try directory.migrated()
            expectLocked { try second.holdExclusively() }
            try second.writeNow { try $0.insert(Note(1)) }
            #expect(try first.readNow { try $0.find(Note(1).id) } == Note(1))
            #expect(try directory.storage().pendingMigrations() == [])
            first.close()
            try second.holdExclusively()
        }
    }

    @Test("a closed storage holds nothing, though a process that was started meanwhile still has its descriptors")
    func closedWhileAChildStarts() throws {
        try withDirectory { directory in
            let first = try directory.migrated()
            try first.holdExclusively()
            // What a child has between its birth and its program: the same open file.
            let lock = try #require(Self.descriptor(of: directory.database + ".serve-lock"))
            let copy = dup(lock)
            defer { close(copy) }
            first.close()
            try directory.migrated().holdExclusively()
        }
    }

    /// The descriptor with which this process has the file open.
    private static func descriptor(of path: String) -> Int32? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.first { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
        }
    }

    @Test("another program in a write transaction: writes fail when the time is over, reads go on")
    func busyWriter() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            let raw = try RawDatabase(directory.database)
            try raw.execute("BEGIN EXCLUSIVE")
            let clock = ContinuousClock()
            let time = clock.measure { expectLocked { try storage.writeNow { try $0.insert(Note(1)) } } }
            #expect(time > .milliseconds(150) && time < .seconds(3))
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 0)
            try raw.execute("ROLLBACK")
            try storage.writeNow { try $0.insert(Note(1)) }
        }
    }

    @Test("another program that keeps the file to itself: opening and migrating fail, and change nothing")
    func exclusiveFile() throws {
        try withDirectory { directory in
            try directory.migrated().close()
            let raw = try RawDatabase(directory.database)
            try raw.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
            expectLocked { try directory.storage([Note.migration, Note.second]).migrate() }
            expectLocked { try directory.storage().writeNow { try $0.insert(Note(1)) } }
            try raw.execute("COMMIT")
            #expect(try raw.integer("PRAGMA user_version") == 1)
        }
    }

    @Test("an empty file that another program holds without WAL")
    func exclusiveRollbackJournal() throws {
        try withDirectory { directory in
            let raw = try RawDatabase(directory.database)
            try raw.execute("BEGIN EXCLUSIVE")
            expectLocked { try directory.storage().migrate() }
            try raw.execute("ROLLBACK")
            #expect(try raw.integer("PRAGMA user_version") == 0)
            try directory.storage().migrate()
        }
    }

    private func expectLocked(_ body: () throws -> Void) {
        let error = #expect(throws: StorageError.self) { try body() }
        guard case .locked(let text) = error, text.contains("is held by another process") else {
            Issue.record("a held file gave \(String(describing: error))")
            return
        }
    }
}
