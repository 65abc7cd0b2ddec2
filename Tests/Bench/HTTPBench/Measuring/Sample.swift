/// What one round of a probe has measured.
struct Sample: Encodable {
    var value: Double
    /// What else was seen: operations, latencies, commits.
    var details: [String: Double] = [:]
}
