import StorageConformance
import Testing

@Suite("SQLite passes the storage kit")
struct SQLiteConformanceTests {
    @Test("in a file", arguments: StorageCase.allCases)
    func file(_ testCase: StorageCase) async throws { try await SQLiteHarness(isInMemory: false).run(testCase) }

    @Test("in memory", arguments: StorageCase.allCases)
    func memory(_ testCase: StorageCase) async throws { try await SQLiteHarness(isInMemory: true).run(testCase) }
}
