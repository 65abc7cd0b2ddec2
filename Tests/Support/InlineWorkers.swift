public import CaravanProtocol

/// Runs slow work where it is asked for.
public struct InlineWorkers: Workers {
    public init() {}
    public func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R { try body() }
}
