import CaravanNetwork
import NIOCore
import NIOPosix
import Testing

@Suite("The tasks of an event loop")
struct EventLoopTasksTests {
    /// Those of clients that have left count too, until they are done.
    @Test func haveAMaximum() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let tasks = EventLoopTasks(loop, countMax: 2)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await tasks.run() }
            let submit: @Sendable () -> Bool = {
                tasks.submit {
                    try? await Task.sleep(for: .milliseconds(50))
                    return {}
                }
            }
            let taken = try await loop.submit { (0..<3).map { _ in submit() } }.get()
            #expect(taken == [true, true, false])
            while try await loop.submit({ tasks.count }).get() > 0 { try await Task.sleep(for: .milliseconds(5)) }
            let isTakenAgain = try await loop.submit(submit).get()
            #expect(isTakenAgain)
            tasks.finish()
        }
    }
}
