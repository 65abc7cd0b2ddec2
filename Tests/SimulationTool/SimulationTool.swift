import Simulation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs seeds of the simulation: `caravan-simulate --seeds 10000 [--from 1] [--steps 300] [--bug NAME]`, or one seed again
/// with all that happened, `caravan-simulate --seed 7`.
@main
enum SimulationTool {
    static func main() async throws {
        var options: [String: String] = [:]
        var words = CommandLine.arguments.dropFirst()
        while let name = words.popFirst() { options[name] = words.popFirst() }
        let bug = options["--bug"].flatMap(PlantedBug.init(rawValue:))
        let steps = options["--steps"].flatMap(Int.init) ?? 300
        if let seed = options["--seed"].flatMap(UInt64.init) {
            try again(seed, SimulationOptions(stepsMax: steps, bug: bug, keepsTrace: true))
        } else {
            let count = options["--seeds"].flatMap(UInt64.init) ?? 200
            let from = options["--from"].flatMap(UInt64.init) ?? 1
            try await run(from...from + max(count, 1) - 1, SimulationOptions(stepsMax: steps, bug: bug))
        }
    }

    private static func again(_ seed: UInt64, _ options: SimulationOptions) throws {
        do {
            let report = try Simulation.run(seed: seed, options)
            for line in report.trace { print(line) }
            print("seed \(seed): \(report.steps) steps, nothing found, trace \(String(report.traceHash, radix: 16))")
        } catch let failure as SimulationFailure {
            print(failure)
            exit(1)
        }
    }

    private static func run(_ seeds: ClosedRange<UInt64>, _ options: SimulationOptions) async throws {
        let series = try await SimulationSeries.run(seeds, options) { failure in
            print("seed \(failure.seed), step \(failure.step): \(failure.invariant): \(failure.detail)")
            // Whoever waits sees it now, also through a pipe.
            fflush(nil)
        }
        print(series.summary)
        if !series.failures.isEmpty { exit(1) }
    }
}
