import NIOCore

/// What belongs to one event loop: its connections, the look at their pace, and the tasks of their calls.
///
/// Calls that have to wait run as tasks on the loop itself, so that their answers need no change of thread.
///
/// Unchecked: the variables are touched on the event loop only; the rest never changes.
final class EventLoopLane: @unchecked Sendable {
    typealias Work = @Sendable () async -> Void

    let eventLoop: any EventLoop
    let executor: EventLoopExecutor
    private let callCountMax: Int
    private let work: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    private var callCount = 0
    private var sweep: RepeatedTask?
    private var watch = PaceWatch(now: .uptimeNanoseconds(0))

    init(_ eventLoop: any EventLoop, callCountMax: Int) {
        self.eventLoop = eventLoop
        self.callCountMax = callCountMax
        executor = EventLoopExecutor(eventLoop)
        (work, continuation) = AsyncStream.makeStream(of: Work.self)
    }

    /// Runs what is submitted until ``finish()``, and waits for it.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await work in work { group.addTask { await work() } }
        }
    }

    /// Runs the work as a task, and then, on the event loop, what it answers; false if there is too much of it.
    ///
    /// A connection has one at a time, but work goes on when its connection is gone, and clients can open and leave
    /// connections faster than it is done.
    func submit(_ work: @escaping @Sendable () async -> @Sendable () -> Void) -> Bool {
        eventLoop.preconditionInEventLoop()
        guard callCount < callCountMax else { return false }
        callCount += 1
        continuation.yield { [self] in
            let completion = await work()
            eventLoop.execute {
                self.callCount -= 1
                completion()
            }
        }
        return true
    }

    /// Takes no more work.
    func finish() { continuation.finish() }

    // MARK: - On the event loop

    /// How many connections and calls there are.
    var load: (connections: Int, calls: Int) { (connections.count, callCount) }

    func add(_ connection: ConnectionHandler) {
        eventLoop.preconditionInEventLoop()
        connections[ObjectIdentifier(connection)] = connection
        // One look a second at all of them, instead of a timer for each.
        guard sweep == nil else { return }
        watch = PaceWatch(now: eventLoop.now)
        sweep = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { [unowned self] _ in
            let now = eventLoop.now
            guard watch.isDue(now: now) else { return }
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
