import TestThreads
import Testing
import TransportConformance

@Suite("HTTP keeps the transports' contract", .inTime)
struct HTTPConformanceTests {
    @Test(arguments: TransportCase.allCases)
    func keepsTheContract(_ testCase: TransportCase) async throws {
        try await testCase.verify(HTTPHarness())
    }
}
