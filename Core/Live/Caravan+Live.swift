public import CaravanProtocol

/// The application's live side.
extension Caravan {
    public var peerOperations: [PeerOperation] { EventOperations.all }

    public func subscriptions(of peer: any Peer) -> any PeerSubscriptions { LiveSubscriptions(self, peer, .rpc) }

    public func socket(at path: [String]) -> (any SocketEndpoint)? {
        switch (path.first, path.dropFirst().first, path.count) {
        case ("ws", nil, 1): RPCEndpoint(self, operationTable)
        case ("ws", "chat"?, 3): ChatEndpoint(application: self, trip: UUIDBits(parsing: path[2]).map { ID($0) })
        default: nil
        }
    }

    /// Tells the others that the peer's user is typing; false if the peer is not subscribed, by which his right is known.
    func typing(_ isTyping: Bool, in trip: ID<Trip>, _ subscriptions: LiveSubscriptions) throws(Failure) -> Bool {
        let now = services.clock.now()
        let user = live.look { state -> UserSummary? in
            guard state.hub.follower(subscriptions.peer, in: trip.bits) != nil else { return nil }
            return state.hub.members[subscriptions.peer]?.user
        }
        guard let user else { return false }
        if let failure = limiter.count(.writes, by: user.id.description, now: now)?.failure { throw failure }
        live.decide { state in ((), state.hub.typing(isTyping, in: trip, user, now: now)) }
        return true
    }

    public func attendNow() {
        do {
            if live.isTickDue(now: services.clock.now()) {
                let mark = live.hasPeers ? try storage.foreignChangeMarkNow() : nil
                live.tick(mark: mark, now: services.clock.now())
            }
            while let work = live.work() {
                do {
                    let finding = try storage.readNow { try work.find(LiveLog(context: self.context($0))) }
                    live.act(on: finding, now: services.clock.now())
                } catch {
                    live.putBack(work)
                    throw error
                }
            }
        } catch {
            services.log.note("live peers", cause: error)
        }
        for gap in live.takeGaps(self) { gap.readOnNow() }
    }

    /// Does what live peers wait for: what other processes wrote, trips that were gained, leases that ran out. Called
    /// when the application says so, and once a second.
    ///
    /// - Parameter start: Is given what takes as long as a peer takes to read what it missed, to be run beside the rest.
    public func attend(_ start: (@escaping @Sendable () async -> Void) -> Void) async {
        await look()
        for gap in live.takeGaps(self) { start { await gap.readOn() } }
    }

    /// As ``attend(_:)``, where nothing waits meanwhile.
    public func attend() async {
        await look()
        for gap in live.takeGaps(self) { await gap.readOn() }
    }

    private func look() async {
        do {
            if live.isTickDue(now: services.clock.now()) {
                let mark = live.hasPeers ? try await storage.foreignChangeMark() : nil
                live.tick(mark: mark, now: services.clock.now())
            }
            while let work = live.work() {
                do {
                    let finding = try await storage.read { try work.find(LiveLog(context: self.context($0))) }
                    live.act(on: finding, now: services.clock.now())
                } catch {
                    live.putBack(work)
                    throw error
                }
            }
        } catch {
            services.log.note("live peers", cause: error)
        }
    }

    /// A context for looking at the database on behalf of peers.
    func context(_ tx: any Reading) -> Context {
        Context(tx, now: services.clock.now(), settings: settings, services: services, live: live)
    }

    /// The result, or `nil` and a line in the log.
    func noting<R>(_ body: () async throws -> R?) async -> R? {
        do {
            return try await body()
        } catch {
            services.log.note("live peers", cause: error)
            return nil
        }
    }

    /// Every call has a line in the log, those of peers' own operations too.
    func note(_ call: Call, _ failure: Failure?) {
        services.log.completed(
            CallRecord(
                operation: call.operation, transport: call.transport, requestID: call.requestID, caller: nil,
                outcome: failure?.code.rawValue ?? "ok", milliseconds: 0, cause: failure?.cause))
    }
}
