import BenchSupport
import Foundation
import Synchronization

/// A load on a thread of its own, beside what the caller does.
final class BesideLoad: Sendable {
    private let outcome = Mutex<Result<LoadOutcome, any Error>?>(nil)
    private let isOver = DispatchSemaphore(value: 0)

    init(_ load: Load, seconds: Double) {
        Thread.detachNewThread { [self] in
            let result = Result { try load.run(seconds: seconds) }
            outcome.withLock { $0 = result }
            isOver.signal()
        }
    }

    /// Waits for its end.
    func wait() throws -> LoadOutcome {
        isOver.wait()
        guard let result = outcome.withLock({ $0 }) else { throw BenchError("the load has no outcome") }
        return try result.get()
    }
}
