import CaravanProtocol
import CaravanSQLite
import TestThreads
import Testing

/// Whether others have committed is told by each reader, as of now, without asking the writer.
@Suite("Commits of others", .blocking)
struct OtherCommitsTests {
    private func mark(_ storage: SQLiteStorage) throws -> Int64? { try storage.readNow { $0.othersMark() } }

    /// Two storages of one database.
    private func withOther(_ body: (SQLiteStorage, SQLiteStorage, TemporaryDirectory) throws -> Void) throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            let other = directory.storage()
            defer {
                storage.close()
                other.close()
            }
            try body(storage, other, directory)
        }
    }

    @Test("one's own commits change nothing, whatever they did")
    func ownCommits() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            defer { storage.close() }
            let before = try #require(try mark(storage))
            for number in 0..<20 {
                try storage.writeNow { try $0.insert(Note(number)) }
                // Nothing written, something undone, everything undone.
                try storage.writeNow { _ = try $0.find(Note(number).id) }
                try storage.writeNow { transaction in
                    try? transaction.savepoint {
                        try transaction.insert(Note(1000 + number))
                        throw StorageError.serializationFailure
                    }
                }
                try? storage.writeNow { transaction in
                    try transaction.insert(Note(2000 + number))
                    throw StorageError.serializationFailure
                }
                #expect(try mark(storage) == before)
            }
        }
    }

    @Test("one's own commits of groups change nothing")
    func groups() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            defer { storage.close() }
            let before = try #require(try mark(storage))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 { group.addTask { try await storage.write { try $0.insert(Note(number)) } } }
                try await group.waitForAll()
            }
            #expect(try mark(storage) == before)
        }
    }

    @Test("each commit of another changes it, also between one's own")
    func commitsOfOthers() throws {
        try withOther { storage, other, _ in
            var last = try #require(try mark(storage))
            for number in 0..<50 {
                if number % 2 == 0 { try storage.writeNow { try $0.insert(Note(5000 + number)) } }
                #expect(try mark(storage) == last)
                try other.writeNow { try $0.insert(Note(number)) }
                if number % 3 == 0 { try storage.writeNow { try $0.insert(Note(7000 + number)) } }
                if number % 5 == 0 { try storage.writeNow { _ = try $0.find(Note(number).id) } }
                let now = try #require(try mark(storage))
                #expect(now != last)
                last = now
            }
        }
    }

    @Test("another's commit is seen inside a transaction that began before it, and after a checkpoint")
    func asOfNow() throws {
        try withOther { storage, other, directory in
            try storage.readNow { transaction in
                _ = try transaction.count(Query<Note>())
                let before = transaction.othersMark()
                try other.writeNow { try $0.insert(Note(1)) }
                #expect(before != nil && transaction.othersMark() != before)
            }
            let before = try mark(storage)
            try RawDatabase(directory.database).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            #expect(try mark(storage) == before, "nobody has committed")
            try storage.writeNow { try $0.insert(Note(2)) }
            #expect(try mark(storage) == before)
            try other.writeNow { try $0.insert(Note(3)) }
            #expect(try mark(storage) != before)
        }
    }

    @Test("others at once with the own writer: whoever commits, the mark tells whether it was another")
    func atOnce() async throws {
        try await withDirectory { directory in
            // They wait for each other's commits.
            let storage = directory.storage(busyTimeout: .seconds(60))
            try storage.migrate()
            let other = directory.storage(busyTimeout: .seconds(60))
            defer {
                storage.close()
                other.close()
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 0..<100 { try await storage.write { try $0.insert(Note(number)) } } }
                group.addTask {
                    var told = 0
                    for number in 1_000..<1_100 {
                        let before = try mark(storage)
                        try await other.write { try $0.insert(Note(number)) }
                        let after = try mark(storage)
                        guard let before, let after else { continue }
                        told += 1
                        #expect(before != after)
                    }
                    #expect(told > 0)
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("in memory there are no others")
    func inMemory() throws {
        let storage = SQLiteStorage(.memory, migrations: [Note.migration])
        try storage.migrate()
        let before = try mark(storage)
        try storage.writeNow { try $0.insert(Note(1)) }
        #expect(before != nil)
        #expect(try mark(storage) == before)
    }
}
