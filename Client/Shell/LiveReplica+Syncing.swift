import CaravanProtocol

extension LiveReplica {
    /// Pulls and pushes until there is nothing more to do now. Throws ``StorageError``, and ``SyncFailure`` when the
    /// network or the session is the reason why something is left; what waits for its turn is none.
    public func sync() async throws {
        replica.pullSoon()
        try replica.retryNow(now: clock.now())
        var renewals = 0
        while !Task.isCancelled {
            let version = changed.version
            if let request = try replica.nextRequest(now: clock.now()) {
                if let failure = try await make(request) { throw failure }
            } else if replica.isBusy {
                await changed.wait(since: version, for: .seconds(1))
            } else if replica.needsToken {
                // A server that refuses what it has just given is asked no more.
                guard renewals < 3, let session = try replica.session() else { throw TokenKeeper.ended }
                _ = try await tokens.renew(after: session.access)
                renewals += 1
            } else {
                return
            }
        }
    }

    /// Keeps the replica up to date until its task is cancelled: sends edits as they come, tries again when a wait is
    /// over, and pulls when the server says that something has happened. Throws ``StorageError``.
    ///
    /// - Parameter pullInterval: how often it pulls without being told, in case a hint was lost.
    public func run(pullInterval: Duration = .seconds(300)) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in try await keepSending(pullInterval) }
            group.addTask { [self] in try await keepListening() }
            try await group.waitForAll()
        }
    }

    // MARK: - Sending

    private func keepSending(_ pullInterval: Duration) async throws {
        var lastPull = ContinuousClock.now
        var lastRenewal: ContinuousClock.Instant?
        while !Task.isCancelled {
            let version = wanted.version
            if ContinuousClock.now - lastPull >= pullInterval {
                replica.pullSoon()
                replica.refreshConflicts()
                lastPull = ContinuousClock.now
            }
            if let request = try replica.nextRequest(now: clock.now()) {
                if request.kind == .pull { lastPull = ContinuousClock.now }
                _ = try await make(request)
            } else if replica.needsToken {
                if let lastRenewal, ContinuousClock.now - lastRenewal < .seconds(5) {
                    await wanted.wait(since: version, for: .seconds(5))
                }
                lastRenewal = .now
                await renewToken(version)
            } else {
                await wanted.wait(since: version, for: try wait(atMost: pullInterval))
            }
        }
    }

    /// How long there is nothing to do.
    private func wait(atMost most: Duration) throws -> Duration {
        let now = clock.now()
        // While another call is made, its end is not told here.
        guard let at = try replica.nextAttempt(now: now) else {
            return replica.isBusy ? .milliseconds(200) : min(most, .seconds(60))
        }
        // The wall clock may be set meanwhile.
        return max(.milliseconds(1), min(most, .seconds(60), .microseconds(at.microseconds - now.microseconds)))
    }

    private func renewToken(_ version: Int) async {
        do {
            guard let session = try replica.session() else { throw TokenKeeper.ended }
            _ = try await tokens.renew(after: session.access)
        } catch {
            // Without a session until the next login, which wakes it; without a network a moment.
            let isOver = (try? replica.session()) == .some(nil)
            await wanted.wait(since: version, for: isOver ? .seconds(60) : .milliseconds(500 + random.next() % 5000))
        }
        changed.raise()
    }

    /// Makes a call and brings its outcome back; gives the failure, unless it is one that the replica or the token
    /// keeper deals with.
    private func make(_ request: SyncRequest) async throws -> SyncFailure? {
        changed.raise()
        defer { changed.raise() }
        guard let session = try replica.session() else {
            try replica.failed(TokenKeeper.ended, for: request, now: clock.now())
            return nil
        }
        let path = "/sync/\(request.kind.rawValue)/"
        let method = request.kind.method
        let body = method == "GET" ? nil : request.params
        let call = HTTPCall(method, path, of: session.server, token: session.access, body: body)
        let answer: JSONValue
        do throws(SyncFailure) {
            answer = try await http.answer(call)
        } catch {
            try replica.failed(error, for: request, now: clock.now())
            if case .refused(let failure) = error {
                switch failure.code {
                case .unauthenticated, .resyncRequired, .malformed, .tooLarge: return nil
                default: break
                }
            }
            return error
        }
        try replica.received(answer, for: request, now: clock.now())
        return nil
    }

    // MARK: - Listening

    private func keepListening() async throws {
        var failures = 0
        while !Task.isCancelled {
            let version = changed.version
            guard let session = try replica.session() else {
                await changed.wait(since: version, for: .seconds(60))
                continue
            }
            do {
                try await listen(session) { failures = 0 }
            } catch let refusal as LiveRefusal where refusal.status == 401 {
                do {
                    _ = try await tokens.renew(after: session.access)
                    continue
                } catch {}
            } catch {}
            failures = min(failures + 1, 100)
            let now = clock.now()
            let next = replica.options.backoff.next(after: now, failures: failures, random: random)
            try? await Task.sleep(for: .microseconds(next.microseconds - now.microseconds))
        }
    }

    /// Each event is a hint that there is something to pull; what it says is not taken from it, so that all goes through
    /// one log.
    private func listen(_ session: StoredSession, opened: () -> Void) async throws {
        var call = HTTPCall("GET", "/events/", of: session.server, token: session.access, body: nil)
        call.headers["Accept"] = "text/event-stream"
        for try await signal in live.listen(call) {
            if signal == .opened { opened() }
            replica.pullSoon()
            wanted.raise()
        }
    }
}
