/// Many seeds, one after the other, and what they did together.
public struct SimulationSeries: Sendable {
    public private(set) var seeds = 0
    public private(set) var total = SimulationReport(seed: 0)
    public private(set) var failures: [SimulationFailure] = []
    private let started = ContinuousClock().now

    public init() {}

    /// Runs a seed, and keeps what it found.
    public mutating func run(_ seed: UInt64, _ options: SimulationOptions) throws {
        do {
            total.add(try Simulation.run(seed: seed, options))
        } catch let failure as SimulationFailure {
            total.steps += failure.step
            failures.append(failure)
        }
        seeds += 1
    }

    /// Adds what was run at the same time.
    public mutating func add(_ other: SimulationSeries) {
        seeds += other.seeds
        total.add(other.total)
        failures += other.failures
    }

    public var summary: String {
        let took = ContinuousClock().now - started
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let outcomes = total.outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let rounded = (seconds * 10).rounded() / 10
        return """
            \(seeds) seeds, \(total.steps) steps, \(Int(Double(total.steps) / seconds)) steps a second, \(rounded) s: \
            \(total.calls) calls, \(total.writes) writes, changes \(outcomes.joined(separator: ", ")), \
            \(total.conflicts) conflicts, \(total.kills) kills of servers, \(total.restores) restores, \
            \(failures.count) failures
            """
    }

    /// Runs seeds on several threads; each seed by itself is on one.
    public static func run(
        _ seeds: ClosedRange<UInt64>, _ options: SimulationOptions, lanes: Int = 2,
        onFailure: @escaping @Sendable (SimulationFailure) -> Void = { _ in }
    ) async throws -> SimulationSeries {
        var all = SimulationSeries()
        try await withThrowingTaskGroup(of: SimulationSeries.self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    var series = SimulationSeries()
                    for seed in seeds where seed % UInt64(lanes) == UInt64(lane) {
                        let before = series.failures.count
                        try series.run(seed, options)
                        if series.failures.count > before, let last = series.failures.last { onFailure(last) }
                    }
                    return series
                }
            }
            for try await series in group { all.add(series) }
        }
        all.failures.sort { $0.seed < $1.seed }
        return all
    }
}
