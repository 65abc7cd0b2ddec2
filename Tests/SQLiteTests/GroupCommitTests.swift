import CaravanProtocol
import CaravanSQLite
import Synchronization
import TestThreads
import Testing

@Suite("Group commit of SQLite", .blocking)
struct GroupCommitTests {
    struct Planned: Error {}

    @Test("what waits is committed together, in the order in which it came")
    func together() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            let before = storage.statistics
            let order = Mutex<[Int]>([])
            let outcomes = try await inOneGroup(storage, count: 50) { number, transaction in
                try transaction.insert(Note(number))
                order.withLock { $0.append(number) }
            }
            #expect(outcomes.allSatisfy { $0 == nil })
            #expect(order.withLock { $0 } == Array(0..<50))
            #expect(storage.statistics.transactions - before.transactions == 51)
            #expect(storage.statistics.commits - before.commits == 2)
        }
    }

    @Test("one that throws is undone alone")
    func failuresAlone() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            let outcomes = try await inOneGroup(storage, count: 20) { number, transaction in
                try transaction.insert(Note(number))
                if number % 2 == 1 { throw Planned() }
            }
            #expect(outcomes.map { $0 is Planned } == (0..<20).map { $0 % 2 == 1 })
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 10)
        }
    }

    @Test("a commit that fails answers everybody with its error, and nothing is there")
    func commitFails() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            let outcomes = try await inOneGroup(storage, count: 10) { number, transaction in
                var note = Note(number)
                if number == 4 {
                    // A reference that is looked at only by the commit passes its own savepoint.
                    try (transaction as? SQLiteWriting)?.execute("PRAGMA defer_foreign_keys = ON")
                    note.parent = Note(999).id
                }
                try transaction.insert(note)
                if number == 7 { throw Planned() }
            }
            #expect(outcomes.allSatisfy { $0 is StorageError })
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 0)
            try storage.writeNow { try $0.insert(Note(1)) }
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 1)
        }
    }

    @Test("where SQLite rolls the whole group back, each is run alone, and only the culprit fails")
    func rerun() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            let runs = Mutex(0)
            let outcomes = try await inOneGroup(storage, count: 10) { number, transaction in
                runs.withLock { $0 += 1 }
                try transaction.insert(Note(number))
                if number == 6 {
                    try (transaction as? SQLiteWriting)?.execute("INSERT OR ROLLBACK INTO note SELECT * FROM note")
                }
            }
            #expect(outcomes.map { $0 != nil } == (0..<10).map { $0 == 6 })
            #expect(runs.withLock { $0 } == 17)
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 9)
        }
    }

    @Test("one that swallows the loss of its transaction is told of it")
    func swallowedLoss() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            #expect(throws: StorageError.self) {
                try storage.writeNow { transaction in
                    try transaction.insert(Note(1))
                    try? (transaction as? SQLiteWriting)?.execute("INSERT OR ROLLBACK INTO note SELECT * FROM note")
                    // Without a transaction this would commit by itself.
                    try? transaction.insert(Note(2))
                }
            }
            #expect(try storage.readNow { try $0.count(Query<Note>()) } == 0)
        }
    }

    /// Runs that many transactions in one group, in order, and gives what each was answered.
    private func inOneGroup(
        _ storage: SQLiteStorage, count: Int, _ body: @escaping @Sendable (Int, any Writing) throws -> Void
    ) async throws -> [(any Error)?] {
        let gate = Gate()
        return await withTaskGroup(of: (Int, (any Error)?).self) { group in
            group.addTask {
                try? await storage.write { _ in
                    gate.passThrough()
                }
                return (-1, nil)
            }
            while !gate.isReached { await Task.yield() }
            for number in 0..<count {
                group.addTask {
                    do {
                        try await storage.write { try body(number, $0) }
                        return (number, nil)
                    } catch {
                        return (number, error)
                    }
                }
                while storage.statistics.waiting <= number { await Task.yield() }
            }
            gate.open()
            var outcomes = [(any Error)?](repeating: nil, count: count)
            for await (number, error) in group where number >= 0 { outcomes[number] = error }
            return outcomes
        }
    }
}
