/// What a load has seen.
struct LoadOutcome: Sendable {
    var operations = 0
    var seconds = 0.0
    var latencies = Histogram()
    /// How late requests of a paced load were sent, which is the generator's own doing.
    var lateness = Histogram()
    /// Processor time of the generator's own thread.
    var generatorMicroseconds = 0.0
    /// By how much the readings that were asked for have grown.
    var growth: [Double] = []

    /// Operations a second and latencies in milliseconds.
    var details: [String: Double] {
        [
            "operations": Double(operations), "per_second": Double(operations) / max(seconds, 1e-9),
            "p50_ms": latencies.milliseconds(0.5), "p99_ms": latencies.milliseconds(0.99),
            "p999_ms": latencies.milliseconds(0.999),
            "generator_us": generatorMicroseconds / max(Double(operations), 1),
        ]
    }
}
