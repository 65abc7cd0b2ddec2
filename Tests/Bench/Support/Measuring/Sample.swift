/// What one round of a probe has measured.
package struct Sample: Encodable {
    package var value: Double
    /// What else was seen: operations, latencies, commits.
    package var details: [String: Double]

    package init(value: Double, details: [String: Double] = [:]) {
        (self.value, self.details) = (value, details)
    }
}
