import CaravanProtocol
import Synchronization

/// What one peer is subscribed to.
final class LiveSubscriptions: PeerSubscriptions {
    let peer: Hub.PeerID
    let application: Caravan
    private let connection: any Peer
    /// The trip that the peer is about, where it is about one alone: it ends with the access to it.
    let room: ID<Trip>?
    private let identity = Mutex(Credential.none)

    init(_ application: Caravan, _ connection: any Peer, _ dialect: EventDialect, room: ID<Trip>? = nil) {
        self.room = room
        self.application = application
        self.connection = connection
        peer = application.live.connect(connection, dialect)
    }

    /// Whom the peer's calls are made by.
    var credential: Credential { identity.withLock { $0 } }

    private var live: Live { application.live }
    private var now: Instant { application.services.clock.now() }

    func end() { live.disconnect(peer, now: now) }

    // MARK: - Who is behind it

    func bind(_ credential: Credential) async throws(Failure) -> Credential {
        let storage = application.storage
        do {
            let visitor = try await storage.read { try self.visitor(credential, $0) }
            admit(visitor)
            // A session that ended before it was admitted has ended nothing here.
            _ = try await storage.read { try self.visitor(credential, $0) }
            return stay(visitor)
        } catch {
            throw turnAway(error)
        }
    }

    func bindNow(_ credential: Credential) throws(Failure) -> Credential {
        do {
            let visitor = try application.storage.readNow { try self.visitor(credential, $0) }
            admit(visitor)
            _ = try application.storage.readNow { try self.visitor(credential, $0) }
            return stay(visitor)
        } catch {
            throw turnAway(error)
        }
    }

    private struct Visitor: Sendable {
        let caller: Caller
        let summary: UserSummary
        /// Of his own log.
        let head: Int64
    }

    private func visitor(_ credential: Credential, _ tx: any Reading) throws -> Visitor {
        let context = application.context(tx)
        let (identity, subject) = application.identity(of: credential, now: context.now)
        guard let caller = try context.caller(for: identity, subject: subject) else {
            throw Failure(.unauthenticated)
        }
        let head = try context.store.find(LogHead.self, key: [.id(caller.id.bits)])?.head ?? 0
        return Visitor(
            caller: caller, summary: UserSummary(caller.user, try context.profile(of: caller.id)), head: head)
    }

    private func admit(_ visitor: Visitor) {
        live.decide { state in
            let ended = state.hub.unbind(peer, now: now)
            // The connection may have ended while its visitor was looked up.
            guard state.links[peer] != nil else { return ((), ended) }
            state.hub.bind(peer, visitor.summary, visitor.caller.session, room: room, head: visitor.head)
            return ((), ended)
        }
    }

    private func stay(_ visitor: Visitor) -> Credential {
        let lasting = visitor.caller.session.map { Credential.session($0.bits) } ?? .user(visitor.caller.id.bits)
        identity.withLock { $0 = lasting }
        return lasting
    }

    private func turnAway(_ error: any Error) -> Failure {
        live.decide { state in ((), state.hub.unbind(peer, now: now)) }
        identity.withLock { $0 = .none }
        return Failure(mapping: error)
    }

    // MARK: - Subscribing

    func perform(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) async {
        let storage = application.storage
        let reply: Reply
        do {
            guard let request = try read(call) else { return finish(call, try unsubscribe(call), answer) }
            let plan = try await storage.read { try self.plan(request, $0) }
            try start(plan, answer)
            application.note(call, nil)
            await readOn()
            return
        } catch {
            reply = Reply(.failure(Failure(mapping: error)))
        }
        finish(call, reply, answer)
    }

    func performNow(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) {
        let reply: Reply
        do {
            guard let request = try read(call) else { return finish(call, try unsubscribe(call), answer) }
            try start(try application.storage.readNow { try self.plan(request, $0) }, answer)
            application.note(call, nil)
            readOnNow()
            return
        } catch {
            reply = Reply(.failure(Failure(mapping: error)))
        }
        finish(call, reply, answer)
    }

    /// `nil` for what ends subscriptions.
    private func read(_ call: Call) throws(Failure) -> SubscribeRequest? {
        guard credential != .none else { throw Failure(.unauthenticated) }
        return call.operation == EventOperations.subscribe.name ? try SubscribeRequest(call.input) : nil
    }

    private func finish(_ call: Call, _ reply: Reply, _ answer: (Reply) -> Void) {
        application.note(call, reply.failure)
        answer(reply)
    }

    private func plan(_ request: SubscribeRequest, _ tx: any Reading) throws -> LivePlan {
        let context = application.context(tx)
        guard let caller = try context.caller(for: credential) else { throw Failure(.unauthenticated) }
        let log = LiveLog(context: context)
        let head = try log.head(caller.id.bits)
        guard let wishes = request.wishes else {
            let trips = try log.trips(of: caller.id).map { LivePlan.Start(trip: $0.trip, since: nil, head: $0.head) }
            return LivePlan(
                starts: trips, own: LivePlan.Start(trip: ID(caller.id.bits), since: nil, head: head), asOf: head,
                isPresent: request.isPresent)
        }
        let starts = try wishes.map { wish in
            try LivePlan.start(wish.trip, since: wish.since, epoch: wish.epoch, of: caller, in: context)
        }
        return LivePlan(starts: starts, asOf: head, isPresent: request.isPresent)
    }

    /// Begins what was planned. The answer goes before whatever follows from it.
    private func start(_ plan: LivePlan, _ answer: (Reply) -> Void) throws {
        let now = now
        let (failure, _) = live.decide { state -> (Failure?, [HubDirective]) in
            if plan.own == nil {
                let named = Set(plan.starts.map(\.trip.bits))
                guard state.hub.listedCount(peer, besides: named) + named.count <= SubscribeRequest.listedMax else {
                    return (SubscribeRequest.tooMany, [])
                }
            }
            var positions: [(ID<Trip>, Int64)] = []
            let directives = state.hub.follow(plan, peer, now: now) { positions.append(($0, $1)) }
            answer(Reply(.json(Self.answerBytes(positions, epoch: application.settings.epoch))))
            return (nil, directives)
        }
        if let failure { throw failure }
    }

    static func answerBytes(_ positions: [(ID<Trip>, Int64)], epoch: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("trips")
        writer.beginArray()
        for (trip, revision) in positions {
            writer.beginObject()
            writer.name("id")
            trip.write(to: &writer)
            writer.name("revision")
            writer.int(revision)
            writer.name("epoch")
            writer.string(epoch)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    static let unsubscribed = Array("{}".utf8)

    private func unsubscribe(_ call: Call) throws(Failure) -> Reply {
        let trips = try SubscribeRequest.unsubscribed(call.input)
        let now = now
        live.decide { state in
            guard let trips else { return ((), state.hub.unfollowAll(peer, now: now)) }
            return ((), trips.flatMap { state.hub.unfollow($0, peer, now: now) })
        }
        return Reply(.json(Self.unsubscribed))
    }

    // MARK: - The gap

    /// Lets the peer read for itself what a live one would be given.
    ///
    /// - Returns: Where it stands; `nil` if it follows nothing there.
    func goBehind(in trip: ID<Trip>) -> Int64? {
        live.mutate { state in
            state.hub.change(peer, in: trip.bits) { $0.isLive = false }
            return state.hub.follower(peer, in: trip.bits)?.position
        }
    }

    /// Sends what lies between where the peer is and the present.
    func readOn() async { await gap.readOn() }

    private func readOnNow() { gap.readOnNow() }

    private var gap: LiveGap { LiveGap(application: application, peer: peer, connection: connection) }
}
