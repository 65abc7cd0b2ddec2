public import Testing

/// Runs a suite's tests, and the tasks that they begin, on threads of their own.
public struct ThreadsTrait: SuiteTrait, TestScoping {
    fileprivate static let blocked = ThreadsTrait(executor: ThreadExecutor(threads: 4))
    fileprivate static let punctual = ThreadsTrait(executor: ThreadExecutor(threads: 4))

    private let executor: ThreadExecutor

    private init(executor: ThreadExecutor) {
        self.executor = executor
    }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(executor) { try await function() }
    }
}

extension Trait where Self == ThreadsTrait {
    /// The suite's tests block their threads, in waiting for processes: nobody else waits with them.
    public static var blocking: Self { ThreadsTrait.blocked }
    /// The suite's tests must act while something else runs out, so that they cannot wait until another test lets go of a
    /// thread.
    public static var inTime: Self { ThreadsTrait.punctual }
}
