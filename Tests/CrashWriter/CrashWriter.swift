import CaravanProtocol
import CaravanSQLite
import CrashSupport

/// Writes without end, several rows a transaction, from several tasks, and prints the number of each acknowledged
/// transaction. The test that started it kills it.
@main
struct CrashWriter {
    static func main() async throws {
        guard CommandLine.arguments.count == 3, let first = Int64(CommandLine.arguments[2]) else {
            print("usage: crash-writer DATABASE FIRST-NUMBER")
            return
        }
        let storage = CrashedDatabase.storage(CommandLine.arguments[1])
        try storage.migrate()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    var number = first + Int64(writer)
                    while true {
                        let current = number
                        try await storage.write { try CrashRow.insertAll(of: current, $0) }
                        CrashedDatabase.acknowledge(current)
                        number += 8
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
