import CaravanProtocol
import Synchronization

/// One chat socket: the reference's dialect over the catalogue's operations and the trip's events.
final class ChatSession: PeerSession {
    private let application: Caravan
    private let room: ID<Trip>
    private let address: String?
    private let transport: String
    private let peer: any Peer
    private let subscriptions: LiveSubscriptions
    private struct State {
        /// What the peer showed; forgotten once it is known who that is.
        var given: Credential
        var hasMember = false
        /// What was read of the message that is given again.
        var request: ChatRequest?
    }

    private let state: Mutex<State>

    init(_ application: Caravan, _ room: ID<Trip>, _ visit: PeerVisit, _ peer: any Peer) {
        self.application = application
        self.room = room
        address = visit.address
        transport = visit.transport
        state = Mutex(State(given: visit.credential))
        self.peer = peer
        subscriptions = LiveSubscriptions(application, peer, .chat, room: room)
    }

    var isBound: Bool { state.withLock { $0.hasMember } }

    func begin() async {
        let given = state.withLock { state in
            defer { state.given = .none }
            return state.given
        }
        do {
            _ = try await subscriptions.bind(given)
            // After the peer is known, so that an access that ends is noticed either here or there.
            guard try await application.storage.read({ try self.look($0, 0) }) != nil else { throw Failure(.forbidden) }
            state.withLock { $0.hasMember = true }
        } catch {
            peer.lane.end(peer, PeerEnd(Failure(mapping: error)))
        }
    }

    func ended() { subscriptions.end() }

    // MARK: - Requests

    func receiveIfBrief(_ message: [UInt8], isBinary: Bool) -> Bool {
        do throws(ChatRequest.Fault) {
            let request = try ChatRequest(parsing: message)
            do throws(Failure) {
                if try performIfBrief(request) { return true }
                state.withLock { $0.request = request }
                return false
            } catch {
                throw ChatRequest.Fault(reference: request.reference, error)
            }
        } catch {
            refuse(error)
            return true
        }
    }

    func receive(_ message: [UInt8], isBinary: Bool) async {
        let read = state.withLock { state in
            defer { state.request = nil }
            return state.request
        }
        guard let request = try? read ?? ChatRequest(parsing: message) else { return }
        do {
            if let verb = ChatVerb.byType[request.type] { return try await perform(verb, request) }
            if request.type == ChatRequestType.subscribe.rawValue { return try await subscribe(request) }
            try await perform(request, TypeInRoom.name, request.fields)
        } catch {
            refuse(ChatRequest.Fault(reference: request.reference, Failure(mapping: error)))
        }
    }

    /// What needs no look at the database; false if it does.
    private func performIfBrief(_ request: ChatRequest) throws(Failure) -> Bool {
        if let verb = ChatVerb.byType[request.type] {
            if verb.isAboutTrip { try request.check(room) } else { _ = try request.message() }
            return false
        }
        switch ChatRequestType(rawValue: request.type) {
        case .ping:
            send(ChatFrame.pong(request.reference))
            return true
        case .subscribe:
            try request.check(room)
            return false
        case .typing:
            try request.check(room)
            let isTyping = try request.isTyping()
            return try application.typing(isTyping, in: room, subscriptions)
        case .chatMessage, .editMessage, .deleteMessage, nil:
            throw ChatRequestType.unknown
        }
    }

    private func perform(_ verb: ChatVerb, _ request: ChatRequest) async throws {
        if !verb.isAboutTrip {
            // A message of another room is none here, even to a member of that one.
            let id = try request.message()
            guard try await application.storage.read({ try $0.find(id) })?.tripID == room else {
                throw Failure.noSuchMessage
            }
        }
        guard let reply = try await perform(request, verb.operation, verb.params(request)), !reply.isAnsweredByEvent
        else { return }
        guard let message = try await answered(verb, request, reply) else { throw Failure.noSuchMessage }
        send(ChatFrame.bytes(request.reference) { verb.answer(message.0, message.1, &$0) })
    }

    /// Performs an operation; `nil` if it failed, which is answered.
    @discardableResult
    private func perform(
        _ request: ChatRequest, _ operation: String, _ params: JSONObject
    ) async throws(Failure) -> Reply? {
        guard let input = application.operationTable.input(of: operation, params: params) else {
            throw Failure(.internal)
        }
        var call = Call(
            operation, input: input, credential: subscriptions.credential, requestID: application.newRequestID(),
            transport: transport, address: address)
        call.asker = Asker(peer: subscriptions.peer, takesEventAsAnswer: true, reference: request.reference)
        let reply = await application.perform(call)
        if let failure = reply.failure { throw failure }
        return reply
    }

    /// The message that was answered with, as it is now.
    private func answered(
        _ verb: ChatVerb, _ request: ChatRequest, _ reply: Reply
    ) async throws -> (Message, EncodedJSON)? {
        var id = try? request.message()
        if case .json(let bytes) = reply.content, let text = try JSONReader.parse(bytes, depthMax: .max)["id"]?.string {
            id = UUIDBits(parsing: text).map { ID($0) }
        }
        guard let id else { return nil }
        return try await application.storage.read { [application] tx in
            guard let message = try tx.find(id) else { return nil }
            return (message, try message.logged(in: application.context(tx)))
        }
    }

    // MARK: - Subscribing

    /// The room as a member sees it when he comes.
    private struct RoomState: Sendable {
        let start: LivePlan.Start
        /// How far the member's own log reaches.
        let asOf: Int64
        let messages: [MessageView]
    }

    private func look(
        _ tx: any Reading, _ count: Int, since: Int64? = nil, epoch: String? = nil
    ) throws -> RoomState? {
        let context = application.context(tx)
        guard let caller = try context.caller(for: subscriptions.credential) else { throw Failure(.unauthenticated) }
        do {
            let start = try LivePlan.start(room, since: since, epoch: epoch, of: caller, in: context)
            return RoomState(
                start: start, asOf: try LiveLog(context: context).head(caller.id.bits),
                messages: count > 0 ? try context.recentMessages(in: room, count: count) : [])
        } catch let failure as Failure where failure.code == .notFound {
            return nil
        }
    }

    private func subscribe(_ request: ChatRequest) async throws {
        let since = try SubscribeRequest.revision(request.fields["since"], "since")
        let epoch = try SubscribeRequest.text(request.fields["epoch"], "epoch")
        let count = since == nil ? Self.recentMax : 0
        var isBegun = false
        repeat {
            // Who subscribes again is first given what lies before his answer: nothing is doubled, and nothing lost.
            let position = since == nil ? subscriptions.goBehind(in: room) : nil
            do {
                let (state, page) = try await application.storage.read { [application, room] tx in
                    (
                        try self.look(tx, count, since: since, epoch: epoch),
                        try position.map { try LiveLog(context: application.context(tx)).page(room.bits, after: $0) }
                    )
                }
                guard let state else { throw Failure(.notFound, "There is no such trip.") }
                isBegun = begin(request, state, since, position, page?.events ?? [])
            } catch {
                await subscriptions.readOn()
                throw error
            }
            if !isBegun { await peer.roomForMore() }
        } while !isBegun
        await subscriptions.readOn()
    }

    /// Sends what the peer has to get before the answer, and the answer if that was all.
    private func begin(
        _ request: ChatRequest, _ state: RoomState, _ since: Int64?, _ before: Int64?, _ events: [LiveEvent]
    ) -> Bool {
        let (peer, now) = (subscriptions.peer, application.services.clock.now())
        return application.live.decide { live -> (Bool, [HubDirective]) in
            var directives: [HubDirective] = []
            if let before {
                directives += live.hub.page(
                    peer, room.bits, from: before, events, head: state.start.head, now: now)
                if let last = events.last, last.revision < state.start.head { return (false, directives) }
            }
            let (position, more) = live.hub.follow(
                room, peer, since: since, head: state.start.head, asOf: state.asOf, isListed: true, isPresent: true,
                now: now)
            let bytes = ChatFrame.subscribed(
                request.reference, room, messages: since == nil ? state.messages : nil,
                revision: state.start.answered(position),
                epoch: application.settings.epoch, online: live.hub.online(in: room))
            directives.append(.answer(PeerMessage(.answer, bytes), to: peer))
            return (true, directives + more)
        }.0
    }

    private static let recentMax = 50

    // MARK: - Answers

    private func refuse(_ fault: ChatRequest.Fault) { send(ChatFrame.error(fault.failure, fault.reference)) }

    private func send(_ bytes: [UInt8]) { peer.lane.send(PeerMessage(.answer, bytes), to: peer) }
}
