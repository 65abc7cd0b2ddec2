import CaravanProtocol

/// The connections that read. A reader is borrowed on the thread that reads; whoever finds none free waits: a thread by
/// blocking, a task by being suspended.
///
/// A returned reader goes to whoever comes first, not to one that waits: a suspended task that held it might need the
/// very thread that blocks for it.
final class ReaderPool: Sendable {
    private struct State {
        var free: [Connection] = []
        var openCount = 0
        var isClosed = false
        var suspended: [CheckedContinuation<Void, Never>] = []
    }

    private enum Loan {
        case reader(Connection)
        case mayOpen
        case closed
    }

    private let monitor = Monitor(State())
    private let countMax: Int
    private let open: @Sendable () throws -> Connection
    private let othersMark: @Sendable () -> Int64?

    /// - Parameter othersMark: See ``Reading/othersMark()``.
    init(
        countMax: Int, open: @escaping @Sendable () throws -> Connection,
        othersMark: @escaping @Sendable () -> Int64? = { nil }
    ) {
        self.othersMark = othersMark
        self.countMax = max(1, countMax)
        self.open = open
    }

    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R {
        try use(monitor.wait(until: borrow), body)
    }

    func read<R: Sendable>(_ body: @Sendable (any Reading) throws -> R) async throws -> R {
        while true {
            if let loan = monitor.withLock(borrow) { return try use(loan, body) }
            await withCheckedContinuation { continuation in
                let mustWait = monitor.withLock { state in
                    guard state.free.isEmpty, state.openCount == countMax, !state.isClosed else { return false }
                    state.suspended.append(continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        }
    }

    /// Ends what is free now, and what is borrowed when it comes back.
    func close() {
        let (free, suspended) = monitor.withLock { state in
            defer { (state.free, state.suspended, state.isClosed) = ([], [], true) }
            state.openCount -= state.free.count
            return (state.free, state.suspended)
        }
        monitor.broadcast()
        for continuation in suspended { continuation.resume() }
        for connection in free { connection.close() }
        monitor.wait { $0.openCount == 0 ? () : nil }
    }

    private func borrow(_ state: inout State) -> Loan? {
        if state.isClosed { return .closed }
        if let reader = state.free.popLast() { return .reader(reader) }
        guard state.openCount < countMax else { return nil }
        state.openCount += 1
        return .mayOpen
    }

    private func use<R>(_ loan: Loan, _ body: (any Reading) throws -> R) throws -> R {
        let connection: Connection
        switch loan {
        case .reader(let reader): connection = reader
        case .closed: throw StorageError.unavailable("the storage is closed")
        case .mayOpen:
            do {
                connection = try open()
            } catch {
                giveBack(nil)
                throw error
            }
        }
        defer { giveBack(connection) }
        return try SQLiteReading.run(on: connection, othersMark: othersMark, body)
    }

    private func giveBack(_ connection: Connection?) {
        let (isClosed, suspended) = monitor.withLock { state in
            if let connection, !state.isClosed { state.free.append(connection) } else { state.openCount -= 1 }
            return (state.isClosed, state.suspended.isEmpty ? nil : state.suspended.removeFirst())
        }
        if isClosed { connection?.close() }
        if isClosed { monitor.broadcast() } else { monitor.signal() }
        suspended?.resume()
    }
}
