import CaravanProtocol

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The one thread that writes: it takes all transactions that wait and commits them together, in their order, so that
/// many share the wait for the disk.
final class GroupCommitter: Sendable {
    private struct State {
        var waiting: [any WriteJob] = []
        var isClosing = false
        var isFinished = false
        var thread: pthread_t?
        var statistics = SQLiteStatistics()
    }

    private let monitor = Monitor(State())
    private let groupSizeMax: Int
    private let waitingMax: Int

    /// Starts the thread, which owns the connection from now on.
    init(_ connection: Connection, _ options: SQLiteOptions) throws {
        groupSizeMax = options.groupSizeMax
        waitingMax = options.waitingWritesMax
        do {
            try startThread { [self] in work(on: connection) }
        } catch {
            connection.close()
            throw StorageError.unavailable("no thread can be started (\(error))")
        }
    }

    var statistics: SQLiteStatistics {
        monitor.withLock { state in
            state.statistics.waiting = state.waiting.count
            return state.statistics
        }
    }

    var isWriterThread: Bool { monitor.withLock { $0.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false } }

    /// Adds a job, or answers it at once with the reason why it cannot be.
    func enqueue(_ job: any WriteJob) {
        let refusal: StorageError? = monitor.withLock { state in
            if state.isClosing { return .unavailable("the storage is closed") }
            guard state.waiting.count < waitingMax else { return .unavailable("too many writes wait") }
            state.waiting.append(job)
            return nil
        }
        if let refusal { job.answer(refusal) } else { monitor.signal() }
    }

    /// Carries out what waits, and ends the thread and the connection.
    func close() {
        monitor.withLock { $0.isClosing = true }
        monitor.broadcast()
        // The last reference may be dropped by a job; the thread cannot wait for itself.
        if !isWriterThread { monitor.wait { $0.isFinished ? () : nil } }
    }

    private func work(on connection: Connection) {
        monitor.withLock { $0.thread = pthread_self() }
        let group = TransactionGroup(connection: connection)
        while let jobs = nextJobs() {
            let outcomes = group.run(jobs[...])
            monitor.withLock { state in
                state.statistics.commits += 1
                state.statistics.transactions += UInt64(jobs.count)
            }
            for (job, outcome) in zip(jobs, outcomes) { job.answer(outcome) }
        }
        connection.close()
        monitor.withLock { $0.isFinished = true }
        monitor.broadcast()
    }

    /// Waits for jobs; `nil` when the storage is closed and none is left.
    private func nextJobs() -> [any WriteJob]? {
        monitor.wait { state -> [any WriteJob]?? in
            if state.waiting.isEmpty { return state.isClosing ? .some(nil) : nil }
            guard state.waiting.count > groupSizeMax else {
                let jobs = state.waiting
                state.waiting = []
                return jobs
            }
            let jobs = Array(state.waiting.prefix(groupSizeMax))
            state.waiting.removeFirst(groupSizeMax)
            return jobs
        }
    }
}
