/// A way for peers to reach an application.
public protocol Transport: Sendable {
    /// Its name in the log (`http`).
    var name: String { get }
    /// Serves until its input ends or the task is cancelled or gracefully shut down, then finishes what is in flight.
    func run(_ application: any Application) async throws
}
