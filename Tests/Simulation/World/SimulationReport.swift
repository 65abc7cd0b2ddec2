/// What a simulation that found nothing has done.
public struct SimulationReport: Sendable {
    public var seed: UInt64
    public var steps = 0
    public var calls = 0
    /// Writes that were answered as done, by plain calls and by pushes.
    public var writes = 0
    /// Of pushed changes, by their outcomes.
    public var outcomes: [String: Int] = [:]
    public var conflicts = 0
    public var restores = 0
    public var kills = 0
    /// The same for the same seed, always.
    public var traceHash: UInt64 = 0
    /// The trace, if it was to be kept.
    public var trace: [String] = []

    init(seed: UInt64) {
        self.seed = seed
    }

    /// Several as one, but for what is of one only.
    public mutating func add(_ other: SimulationReport) {
        steps += other.steps
        calls += other.calls
        writes += other.writes
        conflicts += other.conflicts
        restores += other.restores
        kills += other.kills
        outcomes.merge(other.outcomes) { $0 + $1 }
    }
}
