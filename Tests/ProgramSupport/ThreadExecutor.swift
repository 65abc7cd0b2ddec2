import Dispatch
import Foundation
import Synchronization
public import Testing

/// Threads for tests that wait for processes: those of the Swift runtime are as many as the machine has processors, and
/// a test that blocks one of them holds up every other test.
public final class ThreadExecutor: TaskExecutor {
    static let shared = ThreadExecutor(threads: 4)

    private let jobs = Mutex<[UnownedJob]>([])
    private let waiting = DispatchSemaphore(value: 0)

    init(threads: Int) {
        for _ in 0..<threads {
            let thread = Thread { [self] in
                while true { runNext() }
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    private func runNext() {
        waiting.wait()
        let job = jobs.withLock { $0.removeFirst() }
        job.runSynchronously(on: asUnownedTaskExecutor())
    }
}

/// Runs a suite's tests on ``ThreadExecutor``.
public struct BlockingTrait: SuiteTrait, TestScoping {
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    /// The suite's tests wait for processes.
    public static var blocking: Self { BlockingTrait() }
}
