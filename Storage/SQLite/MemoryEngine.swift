import CaravanProtocol

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A database in memory: one connection, which the threads that call use one after the other in the order in which they
/// came. Nothing waits for a disk, so there is nothing to share and no thread to change to.
struct MemoryEngine: Engine {
    private struct State {
        var nextTicket: UInt64 = 0
        var served: UInt64 = 0
        var isClosed = false
        /// The thread that is served.
        var holder: pthread_t?
        var statistics = SQLiteStatistics()
    }

    private let connection: Connection
    private let monitor = Monitor(State())

    init(_ connection: Connection) {
        self.connection = connection
    }

    var statistics: SQLiteStatistics { monitor.withLock { $0.statistics } }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R {
        try readNow(body)
    }
    func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R {
        try writeNow(body, committed: committed)
    }

    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R {
        // Nobody else can reach it.
        try inTurn { try SQLiteReading.run(on: connection, othersMark: { 0 }, body) }
    }

    func foreignChangeMark() async throws -> Int64? { nil }
    func foreignChangeMarkNow() throws -> Int64? { nil }

    func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R {
        try inTurn {
            try withoutActuallyEscaping(body) { body in
                var outcome: Result<R, any Error>?
                let job = PendingWrite(body, committed: { _ in }) { outcome = $0 }
                job.answer(TransactionGroup(connection: connection).runAlone(job))
                monitor.withLock { state in
                    state.statistics.commits += 1
                    state.statistics.transactions += 1
                }
                guard let outcome else { preconditionFailure("a job answers at once") }
                let result = try outcome.get()
                committed(result)
                return result
            }
        }
    }

    func inspect<R>(_ body: (Connection) throws -> R) throws -> R { try inTurn { try body(connection) } }

    func close() {
        _ = try? inTurn {
            connection.close()
            monitor.withLock { $0.isClosed = true }
        }
    }

    private func inTurn<R>(_ body: () throws -> R) throws -> R {
        let ticket = monitor.withLock { state in
            let isNested = state.holder.map { pthread_equal($0, pthread_self()) != 0 } ?? false
            precondition(!isNested, "a transaction inside a transaction would wait for itself")
            defer { state.nextTicket += 1 }
            return state.nextTicket
        }
        let isClosed = monitor.wait { state -> Bool? in
            guard state.served == ticket else { return nil }
            state.holder = pthread_self()
            return state.isClosed
        }
        defer {
            monitor.withLock { state in
                state.holder = nil
                state.served += 1
            }
            monitor.broadcast()
        }
        if isClosed { throw StorageError.unavailable("the storage is closed") }
        return try body()
    }
}
