import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQLite
import Foundation
import Scenarios
import TestSupport
import Testing

/// One way to run the product: a transport on a storage. Each scenario is played in all of them.
struct Setting: Sendable, CustomTestStringConvertible {
    enum Transport: String, CaseIterable { case inProcess = "in process", stdio, http = "HTTP" }
    enum Store: String, CaseIterable {
        case memory = "dictionaries"
        case sqliteMemory = "SQLite in memory"
        case sqliteFile = "a SQLite file"
    }

    let transport: Transport
    let store: Store

    static let all = Transport.allCases.flatMap { transport in
        Store.allCases.map { Setting(transport: transport, store: $0) }
    }

    /// All cases of a test begin at once, and each opens files and pipes.
    private static let turns = Turns(16)

    var testDescription: String { "\(transport.rawValue) on \(store.rawValue)" }

    /// Plays a scenario in a fresh world; what was not as expected.
    func play(_ scenario: Scenario, of file: ScenarioFile) async throws -> [String] {
        await Self.turns.enter()
        defer { Self.turns.leave() }
        return try await withStorage { storage in
            let stage = WorldStage(world: try TestWorld(storage))
            switch transport {
            case .inProcess: return try await Self.play(scenario, of: file, on: InProcessStage(stage: stage), stage)
            case .stdio:
                return try await StdioStage.serve(stage) { try await Self.play(scenario, of: file, on: $0, stage) }
            case .http:
                return try await HTTPStage.serve(stage) { try await Self.play(scenario, of: file, on: $0, stage) }
            }
        }
    }

    private static func play(
        _ scenario: Scenario, of file: ScenarioFile, on stage: some ScenarioStage, _ world: WorldStage
    ) async throws -> [String] {
        let runner = ScenarioRunner(stage, operations: world.world.caravan.operations)
        try await runner.play(scenario, of: file)
        return runner.problems
    }

    private func withStorage<R>(_ body: (any Storage) async throws -> R) async throws -> R {
        switch store {
        case .memory: return try await body(MemoryStorage())
        case .sqliteMemory:
            let storage = SQLiteStorage(.memory, migrations: Migrations.sqlite)
            defer { storage.close() }
            return try await body(storage)
        case .sqliteFile:
            let folder = NSTemporaryDirectory() + "caravan-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            // What a loss of power leaves is the storage's own test.
            let storage = SQLiteStorage(
                .file(folder + "/caravan.db"), migrations: Migrations.sqlite,
                options: SQLiteOptions(synchronous: .normal, readers: 1))
            defer { storage.close() }
            return try await body(storage)
        }
    }
}
