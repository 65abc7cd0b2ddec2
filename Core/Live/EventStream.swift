public import CaravanProtocol

/// A stream of events on its way to a client that only listens.
final class EventStream: PeerSession {
    private let application: Caravan
    private let subscriptions: LiveSubscriptions
    private let plan: LivePlan

    init(_ application: Caravan, _ subscriptions: LiveSubscriptions, _ plan: LivePlan) {
        self.application = application
        self.subscriptions = subscriptions
        self.plan = plan
    }

    let isBound = true

    func begin() async {
        let now = application.services.clock.now()
        application.live.sendBeginning(to: subscriptions.peer)
        application.live.decide { state in
            ((), state.hub.follow(plan, subscriptions.peer, now: now) { _, _ in })
        }
        await subscriptions.readOn()
    }

    func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool { true }
    func receive(_ message: [UInt8], isBinary: Bool) async {}
    func ended() { subscriptions.end() }
}

extension Caravan {
    public func openEvents(_ request: EventStreamRequest, _ peer: any Peer) async throws(Failure) -> any PeerSession {
        let subscriptions = LiveSubscriptions(self, peer, .stream)
        do {
            _ = try await subscriptions.bind(request.visit.credential)
            let trip = try request.trip.map { text throws(Failure) in
                guard let bits = UUIDBits(parsing: text) else {
                    throw .invalid("trip_id", .format, "This is no UUID.")
                }
                return ID<Trip>(bits)
            }
            let plan = try await storage.read {
                try EventStreamPlan(trip: trip, lastEventID: request.lastEventID).make(
                    of: subscriptions.credential, in: self.context($0))
            }
            live.track(subscriptions.peer, plan.positions, plan.seal)
            return EventStream(self, subscriptions, plan.plan)
        } catch {
            subscriptions.end()
            throw Failure(mapping: error)
        }
    }
}
