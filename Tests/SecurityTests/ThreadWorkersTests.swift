import CaravanProtocol
import CaravanSecurity
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Workers")
struct ThreadWorkersTests {
    private struct Refused: Error, Equatable {}

    @Test func answersAndErrorsComeBack() async throws {
        let workers = ThreadWorkers(threads: 2)
        #expect(try await workers.run { 7 } == 7)
        await #expect(throws: Refused()) { try await workers.run { throw Refused() } }
    }

    @Test func beyondTheQueueTheyAreUnavailable() async throws {
        let workers = ThreadWorkers(threads: 1, queueMax: 2)
        let outcomes = await withTaskGroup(of: FailureCode?.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    do {
                        try await workers.run { _ = usleep(100_000) }
                        return nil
                    } catch {
                        return (error as? Failure)?.retryAfterSeconds == 1 ? (error as? Failure)?.code : .internal
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 3)
        #expect(outcomes.count { $0 == .unavailable } == 7)
        #expect(try await workers.run { true }, "there is room again")
    }

    @Test func noMoreThanItsThreadsWorkAtOnce() async throws {
        let workers = ThreadWorkers(threads: 2, queueMax: 50)
        let working = Working()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await workers.run {
                        working.change(by: 1)
                        usleep(5000)
                        working.change(by: -1)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(working.most == 2)
    }

    /// How many work now, and how many did at most.
    private final class Working: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func change(by difference: Int) {
            counts.withLock { counts in
                counts.now += difference
                counts.most = max(counts.most, counts.now)
            }
        }
    }
}
