import NIOCore
import NIOPosix
import Testing

@testable import CaravanHTTP

@Suite("The calls of an event loop")
struct EventLoopLaneTests {
    /// Those of clients that have left count too, until they are done.
    @Test func haveAMaximum() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let lane = EventLoopLane(loop, callCountMax: 2)
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await lane.run() }
            let submit: @Sendable () -> Bool = {
                lane.submit {
                    try? await Task.sleep(for: .milliseconds(50))
                    return {}
                }
            }
            let taken = try await loop.submit { (0..<3).map { _ in submit() } }.get()
            #expect(taken == [true, true, false])
            while try await loop.submit({ lane.load.calls }).get() > 0 { try await Task.sleep(for: .milliseconds(5)) }
            let isTakenAgain = try await loop.submit(submit).get()
            #expect(isTakenAgain)
            lane.finish()
        }
    }
}
