import CaravanClient
import CaravanProtocol
import CaravanSQLite
import Foundation
import TestSupport
import TestThreads
import Testing

/// Kills a process that edits and synchronises, again and again, and looks what is left.
@Suite("What a replica has taken survives a kill", .blocking, .serialized)
struct CrashTests {
    private static let kills = ProcessInfo.processInfo.environment["CARAVAN_KILLS"].flatMap(Int.init) ?? 20

    @Test("no edit is lost before it has a receipt, and what was sent goes again under its number as it was")
    func survivesKills() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = directory.path + "/client.db"
        let seed = UInt64.random(in: 0...UInt64.max)
        print("client crash test: \(Self.kills) kills, seed \(seed)")
        let random = SeededRandom(seed: seed)
        var edited: Set<String> = []
        var answered: Set<String> = []
        var sent: [String: String] = [:]
        for kill in 0..<Self.kills {
            for line in try Self.run(path, milliseconds: random.next() % 60) {
                let words = line.split(separator: " ", maxSplits: 2).map(String.init)
                switch words[0] {
                case "E": edited.insert(words[1])
                case "R": answered.insert(words[1])
                default:
                    // The same number is never another change.
                    #expect(sent[words[1], default: words[2]] == words[2], "kill \(kill), seed \(seed)")
                    sent[words[1]] = words[2]
                }
            }
            let storage = ClientDatabase.sqlite(.file(path))
            defer { storage.close() }
            let replica = try Replica(storage, random: random)
            let queued = Set(try replica.queue().map(\.entityID.description))
            #expect(edited.subtracting(answered).subtracting(queued).isEmpty, "kill \(kill), seed \(seed)")
            #expect(try replica.quarantine().isEmpty, "kill \(kill), seed \(seed)")
            #expect(try storage.integrityProblems() == [], "kill \(kill), seed \(seed)")
        }
        #expect(edited.count > Self.kills && !answered.isEmpty)
    }

    /// Starts the writer, kills it that long after its first word, and gives its whole lines.
    private static func run(_ path: String, milliseconds: UInt64) throws -> [Substring] {
        let process = Process()
        process.executableURL = program
        process.arguments = [path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var bytes = output.fileHandleForReading.availableData
        usleep(UInt32(milliseconds * 1000))
        kill(process.processIdentifier, SIGKILL)
        bytes += try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast()
    }

    private static var program: URL {
        let directories = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
            .compactMap { $0?.deletingLastPathComponent() }
        let candidates = directories.map { $0.appendingPathComponent("client-crash-writer") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }
}
