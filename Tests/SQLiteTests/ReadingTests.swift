import CaravanProtocol
import CaravanSQLite
import Foundation
import Testing

@Suite("Readers of SQLite")
struct ReadingTests {
    @Test("a reading transaction keeps its state while a write is committed beside it")
    func snapshot() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.readNow { reading in
                let before = try reading.count(Query<Note>())
                try storage.writeNow { try $0.insert(Note(1)) }
                let during = try reading.count(Query<Note>())
                let beside = try storage.readNow { try $0.count(Query<Note>()) }
                #expect(before == 0 && during == 0 && beside == 1)
            }
        }
    }

    @Test("a task that finds no free reader waits without holding a thread", .timeLimit(.minutes(1)))
    func waits() async throws {
        try await withDirectory { directory in
            let storage = try directory.migrated()
            let gates = [Gate(), Gate()]
            for gate in gates {
                // Threads, so that the readers are held without a thread of the tasks.
                Thread.detachNewThread { try? storage.readNow { _ in gate.passThrough() } }
                while !gate.isReached { await Task.yield() }
            }
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await storage.read { try $0.count(Query<Note>()) } } }
                // Tasks still run while those wait: this one, and the ones that it starts.
                group.addTask { 1000 }
                #expect(try await group.next() == 1000)
                try await storage.write { try $0.insert(Note(1)) }
                for gate in gates { gate.open() }
                #expect(try await group.reduce(0, +) == 50)
            }
        }
    }

    @Test("more values than SQLite takes are refused")
    func manyValues() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            let ids = (0..<33_000).map { Note($0).id }
            let error = #expect(throws: StorageError.self) {
                try storage.readNow { _ = try $0.select(Query<Note>(.oneOf(\.id, ids))) }
            }
            guard case .unsupported = error else {
                Issue.record("too many values gave \(String(describing: error))")
                return
            }
            #expect(try storage.readNow { try $0.count(Query<Note>(.oneOf(\.id, Array(ids.prefix(16_384))))) } == 0)
        }
    }

    @Test("more kinds of statements than are kept")
    func statementCache() throws {
        try withDirectory { directory in
            let storage = try directory.migrated()
            try storage.writeNow { try $0.insert(Note(1, "x")) }
            for _ in 0..<2 {
                for count in 1...300 {
                    let filters = Array(repeating: Filter<Note>.equals(\.text, "x"), count: count)
                    #expect(try storage.readNow { try $0.count(Query(filters)) } == 1)
                }
            }
        }
    }
}
