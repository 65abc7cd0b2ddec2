public import CaravanProtocol
import Synchronization

extension Replica {
    /// The next call to make; `nil` while one is being made, and when there is nothing to do now (``nextAttempt(now:)``).
    ///
    /// What a push carries is kept as it is until its answer is taken: after a lost answer or a restart the same numbers
    /// with the same contents go again. Throws ``StorageError``.
    public func nextRequest(now: Instant) throws -> SyncRequest? {
        let (serial, wants) = flight.withLock { flight -> (Int?, Wants) in
            guard flight.request == nil, !flight.needsToken else { return (nil, Wants(flight)) }
            flight.lastSerial += 1
            return (flight.lastSerial, Wants(flight))
        }
        guard let serial, var planned = try step(now, { try $0.plan(wants) }) else { return nil }
        // Once in a process all that is held is compared, not only what has changed.
        if planned.kind == .pull, flight.withLock({ !$0.hasCompared }) { planned.params["checksums"] = "all" }
        let request = SyncRequest(
            serial: serial, kind: planned.kind, params: planned.params, cursor: planned.cursor,
            asksForNews: planned.asksForNews, numbers: planned.numbers, conflict: planned.conflict)
        return flight.withLock { flight in
            guard flight.request == nil else { return nil }
            flight.request = request
            if request.asksForNews { flight.wantsNews = false }
            if request.kind == .status { flight.wantsStatus = false }
            return request
        }
    }

    /// When to ask for the next call: `now` or before when there is one, later when it has to wait, `nil` when nothing is
    /// to be done before an edit, a hint, an answer or a token.
    public func nextAttempt(now: Instant) throws -> Instant? {
        let (isFree, wants) = flight.withLock { ($0.request == nil && !$0.needsToken, Wants($0)) }
        guard isFree else { return nil }
        return try step(now) { try $0.nextAttempt(wants) }
    }

    /// Something has happened on the server, or may have: the next call brings it.
    public func pullSoon() { flight.withLock { $0.wantsNews = true } }

    /// The conflicts that other devices of the user met, or decided, are asked for with the next call.
    public func refreshConflicts() { flight.withLock { $0.wantsStatus = true } }

    /// Tries again at once what waits for the network: it is said to be back.
    public func retryNow(now: Instant) throws {
        try step(now) { ledger in
            ledger.state.notBefore = nil
            ledger.state.failures = 0
        }
    }

    /// Whether the server has refused the access token. No call is made before ``tokenRenewed()``.
    public var needsToken: Bool { flight.withLock { $0.needsToken } }

    /// There is a fresh access token.
    public func tokenRenewed() { flight.withLock { $0.needsToken = false } }

    /// Takes an answer: receipts, a page and its cursor, what a resolution made. One that is not of this protocol's form
    /// counts as none; one that comes for the second time, or after its call was given up, is let be.
    public func received(_ answer: JSONValue, for request: SyncRequest, now: Instant) throws {
        do {
            switch request.kind {
            case .push:
                let push = try PushAnswer(answer)
                try end(request, now) { ledger in
                    ledger.succeed(request)
                    try ledger.take(push, for: request.numbers)
                    try ledger.take(push.page, push.refusal, of: request)
                }
            case .pull:
                let page = try PullPage(answer)
                try end(request, now) { ledger in
                    ledger.succeed(request)
                    try ledger.take(page, nil, of: request)
                }
                if !page.hasMore { flight.withLock { $0.hasCompared = true } }
            case .status:
                // Nothing that waits hangs on it: one that cannot be read is let be.
                let status = try? StatusAnswer(answer)
                try end(request, now) { ledger in
                    ledger.succeed(request)
                    if let status { try ledger.take(status) }
                }
            case .resolve:
                try end(request, now) { ledger in
                    ledger.succeed(request)
                    if let id = request.conflict { try ledger.table.delete(StoredConflict.self, key: [.id(id)]) }
                    ledger.state.isPullDue = true
                }
            }
        } catch let fault as AnswerFault {
            try failed(.network(fault.detail), for: request, now: now)
        }
    }

    /// A call has no answer: the network is gone, or the server has refused it as a whole. What it carried goes again.
    public func failed(_ failure: SyncFailure, for request: SyncRequest, now: Instant) throws {
        try end(request, now) { try $0.fail(failure, request) }
        flight.withLock { flight in
            if request.asksForNews { flight.wantsNews = true }
            // A server that will never tell is asked no more.
            if request.kind == .status, failure.isPassing { flight.wantsStatus = true }
            if case .refused(let refusal) = failure, refusal.code == .unauthenticated { flight.needsToken = true }
        }
    }

    /// Takes the outcome of the call that is being made. When the storage fails, the call counts as not made.
    private func end(_ request: SyncRequest, _ now: Instant, _ body: (inout Ledger) throws -> Void) throws {
        let isCurrent = flight.withLock { $0.request?.serial == request.serial }
        guard isCurrent else { return }
        defer {
            flight.withLock { if $0.request?.serial == request.serial { $0.request = nil } }
        }
        do {
            try step(now, body)
        } catch {
            flight.withLock { flight in
                flight.wantsNews = true
                if request.kind == .status { flight.wantsStatus = true }
            }
            throw error
        }
    }
}
