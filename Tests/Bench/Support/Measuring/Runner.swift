/// Measures probes one after the other, round by round, so that a slow minute is slow for all of them.
package struct Runner {
    package var rounds: Int
    package var seconds: Double
    /// A first round that does not count.
    package var warmupSeconds: Double?

    package init(rounds: Int, seconds: Double, warmupSeconds: Double? = nil) {
        (self.rounds, self.seconds, self.warmupSeconds) = (rounds, seconds, warmupSeconds)
    }

    package func run(_ probes: [Probe], _ title: String) throws -> Samples {
        if let warmupSeconds { for probe in probes { _ = try probe.measure(warmupSeconds) } }
        var samples = Samples()
        for round in 1...rounds {
            Progress.say("\(title): round \(round) of \(rounds)")
            for probe in probes { samples.add(try probe.measure(seconds)) }
        }
        return samples
    }
}
