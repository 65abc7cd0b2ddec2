import CaravanProtocol
import CaravanSQLite
import CrashSupport
import Foundation
import TestThreads
import Testing

/// Kills a process that writes, again and again, and looks what is left.
@Suite("What SQLite acknowledged survives a kill", .blocking, .serialized)
struct CrashTests {
    /// How often: 20 times, or as the environment says.
    private static let kills = ProcessInfo.processInfo.environment["CARAVAN_KILLS"].flatMap(Int.init) ?? 20

    @Test("after each kill every acknowledged row is there, and no transaction is cut")
    func survivesKills() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = directory.path + "/crash.db"
        let seed = UInt64.random(in: 0...UInt64.max)
        print("crash test: \(Self.kills) kills, seed \(seed)")
        var random = SplitMix64(state: seed)
        var acknowledged: Set<Int64> = []
        for kill in 0..<Self.kills {
            let first = Int64(kill) * 1_000_000 + 1
            let numbers = try Self.writeAndKill(
                path, first, isEarly: kill % 4 == 3, afterMilliseconds: random.next() % 120)
            acknowledged.formUnion(numbers)
            let storage = CrashedDatabase.storage(path)
            defer { storage.close() }
            try storage.migrate()
            let rows = try storage.readNow { try $0.select(Query<CrashRow>()) }
            let counts = Dictionary(grouping: rows, by: \.number).mapValues(\.count)
            #expect(counts.allSatisfy { $0.value == CrashRow.count }, "kill \(kill), seed \(seed)")
            #expect(acknowledged.subtracting(counts.keys).isEmpty, "kill \(kill), seed \(seed)")
            #expect(try storage.integrityProblems() == [], "kill \(kill), seed \(seed)")
        }
        #expect(!acknowledged.isEmpty)
    }

    /// Starts the writer, kills it that long after its first acknowledgement (or after its start, so that opening is
    /// hit too), and gives what it acknowledged.
    private static func writeAndKill(
        _ path: String, _ first: Int64, isEarly: Bool, afterMilliseconds delay: UInt64
    ) throws -> [Int64] {
        let process = Process()
        process.executableURL = BuiltProgram.url("crash-writer")
        process.arguments = [path, String(first)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var bytes = isEarly ? Data() : output.fileHandleForReading.availableData
        usleep(UInt32(delay * 1000))
        kill(process.processIdentifier, SIGKILL)
        bytes += try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        // A line that the kill has cut names no number that can be trusted.
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return lines.compactMap { Int64($0) }
    }
}

/// Random numbers from a seed (Steele, Lea, Flood 2014), so that a failure can be repeated.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
