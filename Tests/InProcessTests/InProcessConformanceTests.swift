import CaravanInProcess
import CaravanProtocol
import Testing
import TransportConformance
import TransportControl

@Suite("In-process client")
struct InProcessConformanceTests {
    @Test(arguments: TransportCase.allCases)
    func keepsTheContract(_ testCase: TransportCase) async throws {
        try await testCase.verify(InProcessHarness(isSynchronous: false))
    }

    @Test(arguments: TransportCase.allCases)
    func keepsTheContractOnTheCallingThread(_ testCase: TransportCase) async throws {
        try await testCase.verify(InProcessHarness(isSynchronous: true))
    }

    @Test func aFailureKeepsItsCauseForTheEmbedder() async {
        let client = InProcessClient(ControlApplication())
        let failure = await #expect(throws: Failure.self) {
            try await client.call("control.fail", ["code": "conflict"])
        }
        #expect(failure?.code == .conflict)
        #expect(failure?.cause != nil)
    }

    @Test func aSlowCallDoesNotHoldUpOthers() async throws {
        let client = InProcessClient(ControlApplication())
        let order = try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { try await client.call("control.delay", ["delay_ms": 300, "text": "slow"])["text"]?.string }
            group.addTask { try await client.call("control.delay", ["delay_ms": 0, "text": "fast"])["text"]?.string }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(order == ["fast", "slow"])
    }
}
