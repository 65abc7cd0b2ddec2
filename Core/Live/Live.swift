import CaravanProtocol
import Synchronization

/// Live peers: the hub under its lock, and the way from what it decides to the peers' lanes.
///
/// What is decided under the lock is put into the lanes' queues under it, so that it is written in the order of the
/// decisions; writing happens on the lanes.
final class Live: Sendable {
    struct Link {
        let peer: any Peer
        let dialect: EventDialect
    }

    struct State {
        var hub: Hub
        var links: [Hub.PeerID: Link] = [:]
        /// The peers whose messages say where they stand, and where that is with the last event that was sent.
        var streams: [Hub.PeerID: (positions: LogPositions, seal: LogPositions.Seal)] = [:]
        var lastPeer: Hub.PeerID = 0
        /// Peers that have gained a trip.
        var attachments: [(peer: Hub.PeerID, trip: ID<Trip>)] = []
        /// Peers that are behind in a trip that they have gained.
        var gaps: [Hub.PeerID] = []
        /// Logs reach further than they are dealt out.
        var needsCatchUp = false
        /// Users who are in rooms by other servers, and are not known yet.
        var strangers: [Hub.Stranger] = []
        /// What the other servers are to know, in the order in which it was decided.
        var hints: [BusHint] = []
        /// Whether a thread is telling them.
        var isHinting = false
        /// Another process has written.
        var needsSurvey = false
        var lastTick = Instant.epoch
        /// The storage's, as it was seen last.
        var mark: Int64?

        var hasWork: Bool {
            needsCatchUp || needsSurvey || !attachments.isEmpty || !strangers.isEmpty
                || !gaps.isEmpty
        }
    }

    private let state: Mutex<State>
    /// Which pulls had no news.
    let pulls = Mutex(PullMemory())
    private let bus: any Bus
    /// Told, outside the lock, when there is something to attend to.
    private let onWork: @Sendable () -> Void

    /// - Parameter server: What the other servers know this one by.
    init(server: UInt64, _ bus: any Bus, onWork: @escaping @Sendable () -> Void) {
        state = Mutex(State(hub: Hub(server: server)))
        self.bus = bus
        self.onWork = onWork
    }

    /// Hears the other servers from now on, and asks who is there by them.
    func joinOthers(_ clock: any CaravanProtocol.Clock) {
        bus.listen { [weak self] hint in
            self?.decide { state in ((), state.hub.heard(hint, now: clock.now())) }
        }
        let server = look { $0.hub.server }
        bus.send(.hello(server: server))
    }

    /// Decides something; what is decided is on its way when this returns.
    ///
    /// - Returns: The body's result, and the lanes of peers that have lost something.
    @discardableResult
    func decide<R>(_ body: (inout State) -> (R, [HubDirective])) -> (R, lost: [PeerLane]) {
        let (result, lost, hasWork, hasHints) = state.withLock { state in
            let (result, directives) = body(&state)
            var lost: [PeerLane] = []
            for directive in directives { enact(directive, &state, &lost) }
            return (result, lost, state.hasWork, !state.hints.isEmpty)
        }
        if hasHints { sendHints() }
        if hasWork { onWork() }
        return (result, lost)
    }

    /// Tells the other servers, one thread at a time: of a coming and a going the order matters.
    private func sendHints() {
        var isFirst = true
        while true {
            let hints = state.withLock { state -> [BusHint] in
                if isFirst, state.isHinting { return [] }
                isFirst = false
                defer { state.hints = [] }
                state.isHinting = !state.hints.isEmpty
                return state.hints
            }
            if hints.isEmpty { return }
            for hint in hints { bus.send(hint) }
        }
    }

    /// Looks at something.
    func look<R>(_ body: (borrowing State) -> R) -> R { state.withLock { body($0) } }

    /// Changes something that nobody is told of.
    func mutate<R>(_ body: (inout State) -> R) -> R { state.withLock { body(&$0) } }

    // MARK: - Peers

    func connect(_ peer: any Peer, _ dialect: EventDialect) -> Hub.PeerID {
        state.withLock { state in
            state.lastPeer += 1
            state.links[state.lastPeer] = Link(peer: peer, dialect: dialect)
            return state.lastPeer
        }
    }

    /// Each event that is sent to the peer from now on says where it stands.
    func track(_ peer: Hub.PeerID, _ positions: LogPositions, _ seal: LogPositions.Seal) {
        state.withLock { $0.streams[peer] = (positions, seal) }
    }

    /// Says where a stream begins: an event with an id and no data, which is told to nobody, but is resumed from.
    func sendBeginning(to peer: Hub.PeerID) {
        state.withLock { state in
            guard let link = state.links[peer], let stream = state.streams[peer] else { return }
            let bytes = Array("id: \(stream.positions.text(stream.seal))\n\n".utf8)
            link.peer.lane.send(PeerMessage(.answer, bytes), to: link.peer)
        }
    }

    /// Takes the peers that are behind in a trip that they have gained.
    func takeGaps(_ application: Caravan) -> [LiveGap] {
        mutate { state in
            defer { state.gaps = [] }
            return Set(state.gaps).compactMap { peer in
                state.links[peer].map { LiveGap(application: application, peer: peer, connection: $0.peer) }
            }
        }
    }

    func disconnect(_ peer: Hub.PeerID, now: Instant) {
        decide { state in
            let directives = state.hub.unbind(peer, now: now)
            state.links[peer] = nil
            state.streams[peer] = nil
            return ((), directives)
        }
    }

    // MARK: - What happens

    func isFollowed(_ scope: Scope) -> Bool { state.withLock { $0.hub.isFollowed(scope.id) } }

    var hasPeers: Bool { state.withLock { !$0.hub.isEmpty } }

    func online(in trip: ID<Trip>) -> [UserSummary] { state.withLock { $0.hub.online(in: trip) } }

    /// A transaction is about to commit.
    func expect(_ publication: Publication, by asker: Asker?) {
        guard let asker, asker.takesEventAsAnswer, let reference = asker.reference else { return }
        mutate { state in
            for entry in publication.entries { state.hub.expect(entry.revision, reference, by: asker.peer) }
        }
    }

    /// A transaction has come to nothing.
    func forget(expectedBy asker: Asker?) {
        guard let asker, asker.reference != nil else { return }
        mutate { $0.hub.forget(expectedBy: asker.peer) }
    }

    /// Before a transaction sees anything; `nil` where something is written that this server is not told of at once.
    func moment(others: Int64?) -> PullMemory.Moment? {
        bus.reachesOthers ? nil : pulls.withLock { $0.moment(others: others) }
    }

    /// A transaction has been committed.
    func publish(_ publication: Publication, asker: Asker?, outcome: PublicationOutcome, now: Instant) {
        guard !publication.isEmpty else { return }
        if !publication.entries.isEmpty {
            pulls.withLock { $0.moved(publication.entries.lazy.map { $0.scope.id }) }
        }
        let takesEvent = asker?.takesEventAsAnswer == true
        let ((isAnswered, end), lost) = decide { state in
            var directives: [HubDirective] = []
            var isAnswered = false
            for entry in publication.entries {
                let (answers, more) = state.hub.committed(
                    entry.scope.id, entry.revision, entry.event,
                    asker: takesEvent ? asker?.peer : nil, now: now)
                isAnswered = isAnswered || answers
                directives += more
            }
            for (trip, user, isTyping) in publication.typing {
                directives += state.hub.typing(isTyping, in: trip, user, now: now)
            }
            var end: PeerEnd?
            var ended: [Hub.PeerID] = []
            for session in publication.endedSessions {
                for peer in state.hub.peers(of: session) {
                    directives += state.hub.unbind(peer, now: now)
                    // Whoever asked for it gets the answer first.
                    if peer == asker?.peer { end = .unauthenticated } else { ended.append(peer) }
                }
            }
            directives += ended.map { .end($0, .unauthenticated) }
            directives += publication.entries.map { .hint(.moved(scope: $0.scope.id, revision: $0.revision)) }
            if !publication.endedSessions.isEmpty { directives.append(.hint(.sessionsEnded)) }
            // Who followed nothing has his answer otherwise.
            if let asker, takesEvent { state.hub.forget(expectedBy: asker.peer) }
            return ((isAnswered, end), directives)
        }
        outcome.note(isAnsweredByEvent: isAnswered, end: end, lanes: lost)
    }

    // MARK: - Directives

    private func enact(_ directive: HubDirective, _ state: inout State, _ lost: inout [PeerLane]) {
        switch directive {
        case .answer(let message, let peer):
            guard let link = state.links[peer] else { return }
            link.peer.lane.send(message, to: link.peer)
        case .deliver(let event, let peers):
            send(to: peers, state) { $0.tellsPositions ? nil : event.message(in: $0) }
            guard !state.streams.isEmpty else { return }
            for peer in peers where state.streams[peer] != nil { stream(event, .durable, to: peer, &state) }
        case .replay(let event, let peer):
            if state.streams[peer] != nil { return stream(event, .missed, to: peer, &state) }
            guard let link = state.links[peer], let message = event.message(in: link.dialect) else { return }
            link.peer.lane.send(PeerMessage(message, as: .missed), to: link.peer)
        case .echo(let event, let reference, let peer):
            guard let link = state.links[peer] else { return }
            link.peer.lane.send(event.message(in: link.dialect, answering: reference), to: link.peer)
        case .tell(let event, let peers):
            var messages: [PeerMessage?] = Array(repeating: nil, count: EventDialect.count)
            send(to: peers, state) { dialect in
                if let message = messages[dialect.place] { return message }
                let message = PeerMessage(.ephemeral, dialect.ephemeral(event))
                messages[dialect.place] = message
                return message
            }
        case .revoked(let peer):
            guard let link = state.links[peer] else { return }
            lost.append(link.peer.lane)
            if state.hub.members[peer]?.room != nil { link.peer.lane.end(link.peer, .forbidden) }
        case .end(let peer, let end):
            guard let link = state.links[peer] else { return }
            lost.append(link.peer.lane)
            link.peer.lane.end(link.peer, end)
        case .catchUp:
            state.needsCatchUp = true
        case .survey:
            state.needsSurvey = true
        case .hint(let hint):
            if bus.reachesOthers { state.hints.append(hint) }
        case .meet(let stranger):
            state.strangers.append(stranger)
        case .attach(let peer, let trip):
            state.attachments.append((peer, trip))
        }
    }

    /// Sends an event to a stream, with the id by which it is resumed behind it.
    private func stream(_ event: LiveEvent, _ kind: PeerMessage.Kind, to peer: Hub.PeerID, _ state: inout State) {
        guard let link = state.links[peer], var stream = state.streams[peer],
            let message = event.message(in: link.dialect)
        else { return }
        stream.positions.pass(event)
        state.streams[peer] = stream
        let bytes = Array("id: \(stream.positions.text(stream.seal))\n".utf8) + message.bytes
        link.peer.lane.send(PeerMessage(kind, bytes), to: link.peer)
    }

    /// Sends a message to peers: each lane gets those that it has together, in one go.
    private func send(to peers: [Hub.PeerID], _ state: State, _ message: (EventDialect) -> PeerMessage?) {
        var batches: [(lane: PeerLane, dialect: EventDialect, peers: [any Peer])] = []
        for peer in peers {
            guard let link = state.links[peer] else { continue }
            let lane = link.peer.lane
            if let place = batches.firstIndex(where: { $0.lane === lane && $0.dialect === link.dialect }) {
                batches[place].peers.append(link.peer)
            } else {
                batches.append((lane, link.dialect, [link.peer]))
            }
        }
        for batch in batches {
            if let message = message(batch.dialect) { batch.lane.send(message, to: batch.peers) }
        }
    }
}
