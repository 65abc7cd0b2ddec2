import CaravanCore
import CaravanProtocol
import ServiceLifecycle

/// Does due jobs: at once when a commit wrote some, and regularly for what failed or another process wrote.
struct JobRunner: Service {
    let application: Caravan
    let bell: JobBell
    let intervalSeconds: Int

    /// Runs until it is cancelled or gracefully shut down.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                _ = await application.runDueJobs()
                await bell.wait(seconds: intervalSeconds)
            }
        }
    }
}

/// Says that there are jobs; rung several times before it is heard, it is heard once.
struct JobBell: Sendable {
    private let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    /// Waits for a ring, or so long.
    func wait(seconds: Int) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in rings { return }
            }
            group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
            await group.next()
            group.cancelAll()
        }
    }
}
