/// Where the time comes from; tests and simulations pass their own.
public protocol Clock: Sendable {
    /// The time now. It may go backwards, as wall clocks do.
    func now() -> Instant
}
