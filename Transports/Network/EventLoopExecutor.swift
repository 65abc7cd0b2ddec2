package import NIOCore

/// Runs tasks on an event loop.
///
/// A connection's task that runs where its bytes arrive costs no change of thread for each of its steps: that is half of
/// what a short request costs.
package final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
