import CaravanCore
import ServiceLifecycle

/// Attends to live peers: at once when the application asks for it, and once a second.
struct LiveRunner: Service {
    let application: Caravan
    let bell: WorkBell

    /// Runs until it is cancelled or gracefully shut down.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    while (try? await Task.sleep(for: .seconds(1))) != nil { bell.ring() }
                }
                // One loop over the rings, from beginning to end: a loop that is cancelled ends the stream for good.
                for await _ in bell.rings {
                    await application.attend { work in group.addTask { await work() } }
                }
                group.cancelAll()
            }
        }
    }
}
