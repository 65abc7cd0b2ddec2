import NIOCore

/// What belongs to one event loop: its connections, the look at their pace, and the tasks of their calls.
///
/// Calls that have to wait run as tasks on the loop itself, so that their answers need no change of thread.
final class EventLoopLane: @unchecked Sendable {
    // Safe: `connections` and `sweep` are touched on the event loop only; the rest never changes.
    typealias Work = @Sendable () async -> Void

    let eventLoop: any EventLoop
    let executor: EventLoopExecutor
    private let work: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    private var sweep: RepeatedTask?

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        executor = EventLoopExecutor(eventLoop)
        (work, continuation) = AsyncStream.makeStream(of: Work.self)
    }

    /// Runs what is submitted until ``finish()``, and waits for it.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await work in work { group.addTask { await work() } }
        }
    }

    /// Runs the work as a task. A connection has at most one at a time, so their number is bounded by the connections'.
    func submit(_ work: @escaping Work) { continuation.yield(work) }

    /// Takes no more work.
    func finish() { continuation.finish() }

    // MARK: - On the event loop

    func add(_ connection: ConnectionHandler) {
        eventLoop.preconditionInEventLoop()
        connections[ObjectIdentifier(connection)] = connection
        // One look a second at all of them, instead of a timer for each.
        guard sweep == nil else { return }
        sweep = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { [unowned self] _ in
            let now = eventLoop.now
            for connection in connections.values { connection.check(now: now) }
        }
    }

    func remove(_ connection: ConnectionHandler) {
        eventLoop.preconditionInEventLoop()
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty {
            sweep?.cancel()
            sweep = nil
        }
    }

    /// Closes every connection, whatever it is at.
    func closeAll() {
        eventLoop.execute { [self] in
            for connection in connections.values { connection.closeNow() }
        }
    }
}
