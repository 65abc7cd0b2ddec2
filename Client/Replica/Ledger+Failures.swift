import CaravanCore
import CaravanProtocol

extension Ledger {
    /// A call without an answer. Nothing that was sent is lost by it: it is sent again.
    mutating func fail(_ failure: SyncFailure, _ request: SyncRequest) throws {
        state.lastError = failure.detail
        guard case .refused(let refusal) = failure else { return pauseAfterFailure() }
        switch (refusal.code, request.kind) {
        case (.unauthenticated, _): break
        case (let code, .status) where !code.facts.isRetryable: break
        case (.resyncRequired, _): request.cursor == nil && request.kind == .pull ? pauseAfterFailure() : begin(.resync)
        case (.rateLimited, _), (.unavailable, _): pauseAfterFailure(atLeastSeconds: refusal.retryAfterSeconds)
        case (.malformed, .pull), (.validationFailed, .pull):
            // Without a cursor there is none that could be wrong, and asking again at once would only spin.
            request.cursor == nil ? pauseAfterFailure() : begin(.resync)
        case (.malformed, .push), (.validationFailed, .push), (.tooLarge, .push): try narrow(request, refusal)
        case (.internal, .push): try spread(request, refusal)
        case (_, .resolve): try note(refusal, of: request)
        default: pauseAfterFailure(atLeastSeconds: refusal.retryAfterSeconds)
        }
    }

    /// Waits with full jitter; and at least as long as the server says.
    private mutating func pauseAfterFailure(atLeastSeconds: Int? = nil) {
        state.failures = min(state.failures + 1, 1000)
        let least = now.adding(seconds: Int64(max(0, min(atLeastSeconds ?? 0, 1800))))
        state.notBefore = options.backoff.next(after: least, failures: state.failures, random: random)
    }

    /// The push as a whole is refused: without the pull in it, then in ever smaller batches, until the change that is to
    /// blame stands alone.
    private mutating func narrow(_ request: SyncRequest, _ refusal: Failure) throws {
        if refusal.code != .tooLarge, request.asksForNews {
            state.pushesAlone = true
        } else if request.numbers.count > 1 {
            state.batchMax = max(1, request.numbers.count / 2)
        } else if let entry = try sent(limit: 1).first {
            try hold(entry, refusal.code == .tooLarge ? .tooLarge : .rejected, refusal.detail)
        }
    }

    /// A fault of the server: perhaps of one change. That one's lane waits, and holds nothing else up.
    private mutating func spread(_ request: SyncRequest, _ refusal: Failure) throws {
        if request.numbers.count > 1 {
            state.batchMax = max(1, request.numbers.count / 2)
        } else if let entry = try sent(limit: 1).first, state.failures >= 3 {
            try postpone(entry, refusal.detail, counts: entry.retryCount + 1 < options.attemptsMax, waits: true)
        }
        pauseAfterFailure()
    }

    /// The choice for a conflict is refused: the user is told. A moment's trouble is tried again.
    private mutating func note(_ refusal: Failure, of request: SyncRequest) throws {
        guard !refusal.code.facts.isRetryable, let id = request.conflict,
            var conflict = try table.find(ID<StoredConflict>(id))
        else { return pauseAfterFailure() }
        conflict.lastError = refusal.detail
        try table.update(conflict, StoredConflict.everything)
    }

    /// After an answer: the next call may come at once, and batches grow again.
    mutating func succeed(_ request: SyncRequest) {
        state.failures = 0
        state.notBefore = nil
        state.lastError = nil
        if request.kind == .push { state.batchMax = min(options.batchMax, max(1, state.batchMax) * 2) }
    }
}
