import CaravanProtocol
import CaravanSQLite

/// 64 tasks that write one row a transaction.
struct WriteBench {
    static let writers = 64
    let writesPerWriter: Int
    let directory: String

    struct Outcome {
        var cost: Cost
        var writesPerCommit: Double
        var microsecondsPerWrite: Double
        var cpuMicrosecondsPerWrite: Double
    }

    func run(_ synchronous: SQLiteOptions.Synchronous, number: Int) async throws -> Outcome {
        let storage = try BenchTrip.storage("\(directory)/write-\(synchronous.rawValue)-\(number).db", synchronous)
        defer { storage.close() }
        try fill(storage)
        let before = storage.statistics
        let writesPerWriter = writesPerWriter
        let cost = try await Cost.measure {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<Self.writers {
                    group.addTask {
                        for index in 0..<writesPerWriter {
                            let trip = BenchTrip(index * Self.writers + writer)
                            try await storage.write { try $0.insert(trip) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let writes = Double(Self.writers * writesPerWriter)
        let commits = Double(storage.statistics.commits - before.commits)
        return Outcome(
            cost: cost, writesPerCommit: writes / commits, microsecondsPerWrite: cost.wallSeconds / writes * 1e6,
            cpuMicrosecondsPerWrite: cost.cpuSeconds / writes * 1e6)
    }

    /// Brings the database to where a server is after its first minutes: the log has its full length and is written
    /// over, which costs the disk less than its growth.
    private func fill(_ storage: SQLiteStorage) throws {
        for block in 0..<60 {
            try storage.writeNow { transaction in
                for index in 0..<500 { try transaction.insert(BenchTrip(1_000_000 + block * 500 + index)) }
            }
        }
    }
}
