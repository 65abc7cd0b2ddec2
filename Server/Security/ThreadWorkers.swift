public import CaravanProtocol
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A pool of threads with a bounded queue: password hashes take a core for a fifth of a second each, and must neither
/// take all cores nor pile up.
public final class ThreadWorkers: Workers {
    private let pool: NIOThreadPool
    private let countMax: Int
    private let count = Mutex(0)

    /// - Parameters:
    ///   - threads: how many work at once; by default half of the cores, so that the rest serves.
    ///   - queueMax: how many may wait for a thread.
    public init(threads: Int? = nil, queueMax: Int = 128) {
        let threads = threads ?? max(1, System.coreCount / 2)
        pool = NIOThreadPool(numberOfThreads: threads)
        countMax = threads + queueMax
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    /// Throws ``Failure`` `unavailable` when the queue is full, `CancellationError` when the task was cancelled before a
    /// thread was free, and what `body` throws.
    public func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        let isTaken = count.withLock { count in
            guard count < countMax else { return false }
            count += 1
            return true
        }
        guard isTaken else {
            throw Failure(.unavailable, "The server is busy.", retryAfterSeconds: 1)
        }
        defer { count.withLock { $0 -= 1 } }
        return try await pool.runIfActive {
            Self.stepBack()
            return try body()
        }
    }

    /// Lets every other thread of the machine go first: whoever logs in waits a little longer, so that nobody else does.
    private static func stepBack() {
        // On Linux this is about the calling thread alone (setpriority(2), "C library/kernel differences").
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    }

    private static let niceness: CInt = 10
}
