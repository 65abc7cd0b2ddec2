import Synchronization

/// Tells the commits of others on a file from those of this storage's writer, without asking anybody: the count of all
/// commits in the index of the log, less our own.
final class OtherCommits: Sendable {
    private struct State {
        /// What the count was after the last commit that was looked at; `nil` if nobody could tell.
        var change: UInt32?
        /// Raised when others may have committed.
        var mark: Int64 = 0
        /// Whether a transaction of ours holds the lock for writing, or held it a moment ago.
        var isWriting = false

        /// What the count is now is another's doing, unless it is what it was.
        mutating func see(_ now: UInt32?) {
            if now == nil || now != change { mark += 1 }
            change = now
        }
    }

    private let index: WALIndex
    private let state: Mutex<State>

    init(_ index: WALIndex) {
        self.index = index
        state = Mutex(State(change: index.change))
    }

    /// A number that others' commits change; `nil` if it cannot be told now. Whoever asks has a connection.
    func mark() -> Int64? {
        state.withLock { state in
            guard let now = index.change else { return nil }
            if now == state.change { return state.mark }
            // Most likely it is our own commit, of which the writer will tell in a moment.
            if state.isWriting { return nil }
            state.see(now)
            return state.mark
        }
    }

    /// The writer has the lock: until it has committed, nobody else does.
    func began() {
        state.withLock { state in
            state.see(index.change)
            state.isWriting = true
        }
    }

    /// The writer has ended its transaction, and others may have committed since.
    ///
    /// - Parameter hasWritten: Whether it has committed changed rows, so that one of the commits since is its own.
    func ended(hasWritten: Bool) {
        state.withLock { state in
            let now = index.change
            if hasWritten, let now, now == state.change.map({ $0 &+ 1 }) {
                state.change = now
            } else {
                state.see(now)
            }
            state.isWriting = false
        }
    }
}
