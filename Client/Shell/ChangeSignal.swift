import Synchronization

/// Says that something has changed, to whoever waits for it. What has changed is read by who is told.
final class ChangeSignal: Sendable {
    private struct State {
        var version = 0
        var lastID = 0
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    /// Counts the changes.
    var version: Int { state.withLock { $0.version } }

    func raise() {
        let waiting = state.withLock { state in
            state.version += 1
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.yield() }
    }

    /// Each change after that version; those that come while one is being looked at are told as one.
    func changes(since version: Int) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let (id, isLate) = state.withLock { state in
                state.lastID += 1
                state.waiting[state.lastID] = continuation
                return (state.lastID, state.version != version)
            }
            continuation.onTermination = { [weak self] _ in
                self?.state.withLock { _ = $0.waiting.removeValue(forKey: id) }
            }
            if isLate { continuation.yield() }
        }
    }

    /// Waits for a change after that version, at most so long.
    func wait(since version: Int, for duration: Duration?) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in for await _ in changes(since: version) { return } }
            if let duration { group.addTask { try? await Task.sleep(for: duration) } }
            await group.next()
            group.cancelAll()
        }
    }
}
