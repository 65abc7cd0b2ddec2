/// An invariant that did not hold, and how to see it again.
public struct SimulationFailure: Error, CustomStringConvertible, Sendable {
    public let invariant: String
    public let detail: String
    public let seed: UInt64
    public let step: Int
    /// What happened last.
    public let tail: [String]

    public var description: String {
        """
        seed \(seed), step \(step): \(invariant) does not hold: \(detail)
        \(tail.map { "    " + $0 }.joined(separator: "\n"))
        again: make simulate SEED=\(seed)
        """
    }
}
