internal import Synchronization

/// What the control application remembers while it runs.
final class ControlState: Sendable {
    let calls = Mutex<[String: Int]>([:])
    let requests = Atomic(0)
    /// The numbers that were appended, by the name of their list.
    let lists = Mutex<[String: [Int64]]>([:])

    func began(_ operation: String) {
        calls.withLock { $0[operation, default: 0] += 1 }
    }
}
