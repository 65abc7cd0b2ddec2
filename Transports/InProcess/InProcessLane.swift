public import CaravanProtocol

/// A lane for peers in this process: what is sent to them waits until ``drain()`` is called, or until ``run()`` does it.
///
/// One of the two, by one thread or task at a time. A call that takes somebody's access away returns only when the lanes of
/// his peers have been drained: whoever drains by hand makes no such call on the same task.
public final class InProcessLane: Sendable {
    public let lane: PeerLane
    private let wakes: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    public init() {
        let (wakes, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        (self.wakes, self.bell) = (wakes, bell)
        lane = PeerLane(wake: { _ in bell.yield() })
    }

    /// Hands the peers what was sent so far, on the calling thread.
    public func drain() { lane.drain() }

    /// Drains whenever there is something, until ``finish()`` or until the task is cancelled. Called once.
    public func run() async {
        for await _ in wakes { lane.drain() }
        lane.drain()
    }

    /// Lets ``run()`` return when everything is done.
    public func finish() { bell.finish() }

    /// Runs a lane beside the body.
    public static func serving<R: Sendable>(
        _ body: @Sendable (InProcessLane) async throws -> R
    ) async throws -> R {
        let lane = InProcessLane()
        async let run: Void = lane.run()
        do {
            let result = try await body(lane)
            lane.finish()
            await run
            return result
        } catch {
            lane.finish()
            await run
            throw error
        }
    }
}
