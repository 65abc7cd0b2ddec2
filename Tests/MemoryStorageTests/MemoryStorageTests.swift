import CaravanProtocol
import StorageConformance
import TestSupport
import Testing

@Suite("The storage of dictionaries passes the storage kit")
struct MemoryStorageTests {
    private struct Harness: StorageHarness {
        func makePlace() {}
        func open(_ place: Void, tables: [TableSchema]) -> any Storage { MemoryStorage() }
        func remove(_ place: Void) {}
    }

    @Test(arguments: StorageCase.allCases)
    func conforms(_ testCase: StorageCase) async throws { try await Harness().run(testCase) }
}
