/// A bounded pool of threads for what is slow and needs no transaction.
public protocol Workers: Sendable {
    /// Runs `body` on one of the threads. Throws ``Failure`` `unavailable` when too many wait.
    func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R
}
