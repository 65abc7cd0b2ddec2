import Testing
import TransportConformance

@Suite("Stdio over pipes")
struct StdioConformanceTests {
    @Test(.timeLimit(.minutes(5)), arguments: TransportCase.allCases)
    func keepsTheContract(_ testCase: TransportCase) async throws {
        try await testCase.verify(StdioHarness())
    }

    @Test(.timeLimit(.minutes(5)), arguments: RPCCase.allCases)
    func speaksJSONRPC(_ testCase: RPCCase) async throws {
        try await testCase.verify(StdioHarness())
    }

    @Test(.timeLimit(.minutes(5)), arguments: RPCSubscriptionCase.allCases)
    func carriesEvents(_ testCase: RPCSubscriptionCase) async throws {
        try await testCase.verify(StdioHarness())
    }
}
