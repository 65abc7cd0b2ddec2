import CaravanProtocol

@testable import CaravanCore

/// A hub and what its directives would have reached.
struct HubStage {
    /// What one peer got.
    struct Received {
        /// Entries by log, in the order in which they came.
        var revisions: [UUIDBits: [Int64]] = [:]
        var echoes: [Int64: [JSONValue]] = [:]
        var ephemeral: [String] = []
        var revokedCount = 0
        var types: [EventType] = []
    }

    var hub = Hub()
    var received: [Hub.PeerID: Received] = [:]
    /// Of each commit, whether the asker is answered by its entry.
    var answered: [Bool] = []
    var catchUpCount = 0
    var hints: [BusHint] = []
    var strangers: [Hub.Stranger] = []
    var surveyCount = 0
    var attached: [(peer: Hub.PeerID, trip: ID<Trip>)] = []
    var now = Instant(microseconds: 1_000_000)

    mutating func enact(_ directives: [HubDirective]) {
        for directive in directives {
            switch directive {
            case .deliver(let event, let peers): for peer in peers { note(event, peer) }
            case .replay(let event, let peer): note(event, peer)
            case .echo(let event, let reference, let peer):
                note(event, peer)
                received[peer, default: Received()].echoes[event.revision, default: []].append(reference)
            case .tell(let event, let peers):
                for peer in peers {
                    received[peer, default: Received()].ephemeral.append("\(event.kind.type) \(event.user.username)")
                }
            case .revoked(let peer): received[peer, default: Received()].revokedCount += 1
            case .catchUp: catchUpCount += 1
            case .attach(let peer, let trip): attached.append((peer, trip))
            case .hint(let hint): hints.append(hint)
            case .meet(let stranger): strangers.append(stranger)
            case .survey: surveyCount += 1
            case .end, .answer: break
            }
        }
    }

    private mutating func note(_ event: LiveEvent, _ peer: Hub.PeerID) {
        received[peer, default: Received()].revisions[event.scope.id, default: []].append(event.revision)
        received[peer, default: Received()].types.append(event.type)
    }

    func got(_ peer: Hub.PeerID, _ trip: ID<Trip> = HubStage.trip) -> [Int64] {
        received[peer]?.revisions[trip.bits] ?? []
    }

    func heard(_ peer: Hub.PeerID) -> [String] { received[peer]?.ephemeral ?? [] }

    // MARK: - Acts

    mutating func bind(_ peer: Hub.PeerID, _ user: UserSummary, session: Int? = nil, room: ID<Trip>? = nil) {
        hub.bind(peer, user, session.map { ID(Self.bits($0)) }, room: room, head: 0)
    }

    mutating func follow(
        _ peer: Hub.PeerID, _ trip: ID<Trip> = HubStage.trip, since: Int64? = nil, head: Int64 = 0, asOf: Int64 = 0,
        isListed: Bool = true, isPresent: Bool = false
    ) {
        enact(
            hub.follow(
                trip, peer, since: since, head: head, asOf: asOf, isListed: isListed, isPresent: isPresent, now: now
            ).1)
    }

    /// Follows, and finds that it has all there is.
    mutating func followLive(
        _ peer: Hub.PeerID, _ trip: ID<Trip> = HubStage.trip, head: Int64 = 0, isPresent: Bool = false
    ) {
        follow(peer, trip, head: head, isPresent: isPresent)
        page(peer, trip, from: head, [], head: head)
    }

    mutating func page(
        _ peer: Hub.PeerID, _ trip: ID<Trip> = HubStage.trip, from position: Int64, _ revisions: [Int64], head: Int64
    ) {
        enact(
            hub.page(
                peer, trip.bits, from: position, revisions.map { Self.event($0, trip) }, head: head, now: now))
    }

    mutating func commit(
        _ revision: Int64, _ trip: ID<Trip> = HubStage.trip, isWhole: Bool = true,
        asker: (Hub.PeerID, JSONValue?)? = nil
    ) {
        if let asker, let reference = asker.1 { hub.expect(revision, reference, by: asker.0) }
        let (isAnswered, directives) = hub.committed(
            trip.bits, revision, isWhole ? Self.event(revision, trip) : nil, asker: asker?.0, now: now)
        if let asker { hub.forget(expectedBy: asker.0) }
        enact(directives)
        answered.append(isAnswered)
    }

    /// Of the trips' logs that are stale; with them the own logs of all who follow are read.
    var staleCursors: [Int64] {
        hub.staleScopes().filter { [Self.trip.bits, Self.other.bits].contains($0.scope) }.map(\.cursor)
    }

    mutating func catchUp(_ revisions: [Int64], _ trip: ID<Trip> = HubStage.trip) {
        enact(hub.caughtUp(revisions.map { Self.event($0, trip) }, now: now))
    }

    /// The user's own log says that he gained or lost the trip.
    mutating func access(
        _ type: EventType, _ user: UserSummary, _ revision: Int64, _ trip: ID<Trip> = HubStage.trip
    ) {
        let event = Self.access(type, user.id, trip, revision)
        enact(hub.committed(user.id.bits, revision, event, asker: nil, now: now).1)
    }

    // MARK: - Things

    static let trip = ID<Trip>(bits(1))
    static let other = ID<Trip>(bits(2))
    static let ann = user(11, "ann")
    static let ben = user(12, "ben")
    static let cleo = user(13, "cleo")

    static func bits(_ number: Int) -> UUIDBits { UUIDBits(high: 7, low: UInt64(number)) }

    static func user(_ number: Int, _ name: String) -> UserSummary {
        var user = UserSummary()
        user.id = ID(bits(number))
        user.username = name
        return user
    }

    static func event(_ revision: Int64, _ trip: ID<Trip>) -> LiveEvent {
        event(.messageSent, .trip(trip), bits(99), revision)
    }

    static func access(_ type: EventType, _ user: ID<User>, _ trip: ID<Trip>, _ revision: Int64) -> LiveEvent {
        event(type, .user(user), trip.bits, revision)
    }

    private static func event(_ type: EventType, _ scope: Scope, _ entity: UUIDBits, _ revision: Int64) -> LiveEvent {
        var change = Change()
        change.scopeKind = scope.kind
        change.scopeID = scope.id
        change.revision = revision
        change.type = type
        change.entityID = entity
        change.data = EncodedJSON("{}")
        return LiveEvent(Event(change: change, actor: nil, epoch: "e"))
    }
}
