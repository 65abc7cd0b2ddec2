package import NIOCore

/// The tasks of an event loop: work that has to wait runs on the loop itself, so that what it leads to needs no change of
/// thread, and as a child of whoever calls ``run()``.
///
/// Unchecked: the variables are touched on the event loop only; the rest never changes.
package final class EventLoopTasks: @unchecked Sendable {
    private typealias Work = @Sendable () async -> Void

    package let eventLoop: any EventLoop
    package let executor: EventLoopExecutor
    private let countMax: Int
    private let work: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation
    private var countNow = 0

    /// - Parameter countMax: How many there may be at once.
    package init(_ eventLoop: any EventLoop, countMax: Int) {
        self.eventLoop = eventLoop
        self.countMax = countMax
        executor = EventLoopExecutor(eventLoop)
        (work, continuation) = AsyncStream.makeStream(of: Work.self)
    }

    /// How many there are; on the event loop.
    package var count: Int { countNow }

    /// Runs what is submitted until ``finish()``, and waits for it. To be called on ``executor``.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await work in work { group.addTask { await work() } }
        }
    }

    /// Runs the work as a task, and then, on the event loop, what it answers; false if there is too much of it.
    ///
    /// A connection has one at a time, but work goes on when its connection is gone, and clients can open and leave
    /// connections faster than it is done.
    package func submit(_ work: @escaping @Sendable () async -> @Sendable () -> Void) -> Bool {
        eventLoop.preconditionInEventLoop()
        guard countNow < countMax else { return false }
        countNow += 1
        continuation.yield { [self] in
            let completion = await work()
            eventLoop.execute {
                self.countNow -= 1
                completion()
            }
        }
        return true
    }

    /// Takes no more work.
    package func finish() { continuation.finish() }
}
