import CaravanCore
import CaravanProtocol
import ServiceLifecycle

/// Does due jobs: at once when a commit wrote some, and regularly for what failed or another process wrote. And removes
/// what is kept no longer.
struct JobRunner: Service {
    let application: Caravan
    let bell: WorkBell
    let intervalSeconds: Int

    /// Runs until it is cancelled or gracefully shut down.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(intervalSeconds))) != nil { bell.ring() }
                }
                bell.ring()
                // One loop over the rings, from beginning to end: a loop that is cancelled ends the stream for good.
                for await _ in bell.rings {
                    _ = await application.runDueJobs()
                    _ = await application.trimLogs()
                }
                group.cancelAll()
            }
        }
    }
}
