import Dispatch
import Synchronization

/// Holds one thread until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let reached = Mutex(false)

    /// Whether somebody stands before it, or went through.
    var isReached: Bool { reached.withLock { $0 } }

    func open() { semaphore.signal() }

    func passThrough() {
        reached.withLock { $0 = true }
        semaphore.wait()
    }
}
