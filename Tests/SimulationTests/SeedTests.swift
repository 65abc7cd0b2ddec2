import Simulation
import Testing

@Suite struct SeedTests {
    /// A fixed set of seeds; long runs are `make simulate SEEDS=…`.
    @Test func nothingIsFoundInTheFixedSeeds() async throws {
        let series = try await SimulationSeries.run(1...200, SimulationOptions())
        print("simulation: \(series.summary)")
        for failure in series.failures.prefix(3) { Issue.record("\(failure)") }
        #expect(series.failures.isEmpty)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func aSeedDoesTheSameAgain(_ seed: UInt64) throws {
        let options = SimulationOptions(keepsTrace: true)
        let (first, again) = (try Simulation.run(seed: seed, options), try Simulation.run(seed: seed, options))
        #expect(first.traceHash == again.traceHash)
        #expect(first.trace == again.trace)
    }

    @Test func otherSeedsDoOtherThings() throws {
        #expect(try Simulation.run(seed: 1).traceHash != Simulation.run(seed: 2).traceHash)
    }
}
