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
    private let others: OtherCommits?

    /// Starts the thread, which owns the connection from now on.
    init(_ connection: Connection, _ options: SQLiteOptions, _ others: OtherCommits?) throws {
        self.others = others
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
        let group = TransactionGroup(connection: connection, others: others)
        var expectedCount = 1
        while let jobs = nextJobs(expectedCount) {
            // A small group between large ones is the beginning of the next large one.
            expectedCount = max(jobs.count, expectedCount * 3 / 4)
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
    private func nextJobs(_ expectedCount: Int) -> [any WriteJob]? {
        let isOver = monitor.wait { state in state.waiting.isEmpty ? (state.isClosing ? true : nil) : false }
        if isOver { return nil }
        gather(expectedCount)
        return monitor.withLock { state in
            guard state.waiting.count > groupSizeMax else {
                defer { state.waiting = [] }
                return state.waiting
            }
            defer { state.waiting.removeFirst(groupSizeMax) }
            return Array(state.waiting.prefix(groupSizeMax))
        }
    }

    /// Lets those come who were just answered and write again: else the first of them would get a commit for itself, and
    /// the others would wait for it. It ends as soon as nobody comes while the thread sleeps once, so that one who writes
    /// alone loses little, and after a few transactions nothing.
    private func gather(_ expectedCount: Int) {
        guard expectedCount > 1 else { return }
        var count = 0
        while true {
            let now = monitor.withLock { $0.isClosing ? groupSizeMax : $0.waiting.count }
            if now <= count || now >= min(expectedCount, groupSizeMax) { return }
            count = now
            usleep(Self.gatheringMicroseconds)
        }
    }

    /// About what a dozen tasks need to be resumed and to write again.
    private static let gatheringMicroseconds: UInt32 = 20
}
