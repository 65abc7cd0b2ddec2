/// What a load has seen.
package struct LoadOutcome: Sendable {
    package var operations = 0
    package var seconds = 0.0
    package var latencies = Histogram()
    /// How late requests of a paced load were sent, which is the generator's own doing.
    package var lateness = Histogram()
    /// Processor time of the generator's own thread.
    package var generatorMicroseconds = 0.0
    /// By how much the readings that were asked for have grown.
    package var growth: [Double] = []

    package init() {}

    /// Operations a second and latencies in milliseconds.
    package var details: [String: Double] {
        [
            "operations": Double(operations), "per_second": Double(operations) / max(seconds, 1e-9),
            "p50_ms": latencies.milliseconds(0.5), "p99_ms": latencies.milliseconds(0.99),
            "p999_ms": latencies.milliseconds(0.999),
            "generator_us": generatorMicroseconds / max(Double(operations), 1),
        ]
    }
}
