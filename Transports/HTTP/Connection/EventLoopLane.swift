import CaravanNetwork
import CaravanProtocol
import NIOCore

/// What belongs to one event loop: its connections, the look at their pace, and the tasks of their calls.
///
/// Unchecked: the variables are touched on the event loop only; the rest never changes.
final class EventLoopLane: @unchecked Sendable {
    let eventLoop: any EventLoop
    let tasks: EventLoopTasks
    /// On which streams of events are written.
    private(set) lazy var peers = PeerLane(
        wake: { [eventLoop] lane in eventLoop.execute { lane.drain() } }, flush: { [weak self] in self?.flush() })
    /// The connections that were written to since the last flush.
    private var written: [ConnectionHandler] = []
    private var connections: [ObjectIdentifier: ConnectionHandler] = [:]
    private var sweep: RepeatedTask?
    private var watch = PaceWatch(now: .uptimeNanoseconds(0))

    init(_ eventLoop: any EventLoop, callCountMax: Int) {
        self.eventLoop = eventLoop
        tasks = EventLoopTasks(eventLoop, countMax: callCountMax)
    }

    // MARK: - On the event loop

    /// How many connections and calls there are.
    var load: (connections: Int, calls: Int) { (connections.count, tasks.count) }

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

    /// The lane flushes the connection when it has written what there is for all of them.
    func wrote(to connection: ConnectionHandler) { written.append(connection) }

    private func flush() {
        let written = written
        self.written.removeAll(keepingCapacity: written.count <= 1024)
        for connection in written { connection.flush() }
    }

    /// Closes every connection, whatever it is at.
    func closeAll() {
        eventLoop.execute { [self] in
            for connection in connections.values { connection.closeNow() }
        }
    }
}
