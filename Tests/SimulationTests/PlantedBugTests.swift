import Simulation
import Testing

/// Each invariant can fail: a fault made on purpose is found, within so many seeds, by the invariant that is for it.
@Suite struct PlantedBugTests {
    static let seedsMax: UInt64 = 30

    @Test(arguments: PlantedBug.allCases)
    func aPlantedBugIsFound(_ bug: PlantedBug) throws {
        var others: [String] = []
        for seed in 1...Self.seedsMax {
            do {
                _ = try Simulation.run(seed: seed, SimulationOptions(bug: bug))
            } catch let failure as SimulationFailure {
                if failure.invariant == bug.invariant {
                    print("simulation: \(bug) is found by \(failure.invariant) at seed \(seed), step \(failure.step)")
                    return
                }
                others.append("\(failure.seed): \(failure.invariant)")
            }
        }
        Issue.record("\(bug) is not found by \(bug.invariant); what was found: \(others)")
    }
}
