import CaravanProtocol

@testable import CaravanCore

/// The truth beside a hub: logs, memberships, what was published and read but has not arrived, and what each follower must
/// have got. Its acts are chosen at random; each checks what the hub decides.
struct HubModel {
    typealias PeerID = Hub.PeerID

    struct Committed {
        let scope: UUIDBits
        let revision: Int64
        let event: LiveEvent?
    }

    /// A page on its way from the database.
    struct Reading {
        let peer: PeerID
        var pages: [(scope: UUIDBits, position: Int64, events: [LiveEvent], head: Int64)] = []
        var lost: [(trip: UUIDBits, position: Int64, event: LiveEvent?)] = []
    }

    /// A subscription whose right has been checked.
    struct Plan {
        let peer: PeerID
        let trip: ID<Trip>
        let since: Int64?
        let head: Int64
        let asOf: Int64
    }

    static let trips = (1...3).map { ID<Trip>(HubStage.bits($0)) }
    static let users = (0..<3).map { HubStage.user(11 + $0, "u\($0)") }
    static let peers: [(PeerID, UserSummary)] = (1...6).map { (PeerID($0), users[$0 % 3]) }

    var hub = Hub()
    var random: SeededGenerator
    var logs: [UUIDBits: [LiveEvent]] = [:]
    var members: Set<[UUIDBits]> = []
    var published: [Committed] = []
    var readings: [Reading] = []
    var plans: [Plan] = []
    /// The next revision that each follower has to get, by peer and trip.
    var next: [[UInt64]: Int64] = [:]
    var faults: [String] = []
    var deliveredCount = 0
    var revokedCount = 0
    let now = Instant(microseconds: 1)

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        for trip in Self.trips { for user in Self.users { members.insert([trip.bits, user.id.bits]) } }
        for (peer, user) in Self.peers { hub.bind(peer, user, nil, room: nil, head: 0) }
    }

    func head(_ scope: UUIDBits) -> Int64 { Int64(logs[scope]?.count ?? 0) }
    func after(_ position: Int64, _ scope: UUIDBits, _ count: Int) -> [LiveEvent] {
        Array((logs[scope] ?? []).dropFirst(Int(position)).prefix(count))
    }
    func chance(_ percent: Int, _ random: inout SeededGenerator) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private func key(_ peer: PeerID, _ trip: UUIDBits) -> [UInt64] { [peer, trip.high, trip.low] }

    // MARK: - What the hub decides

    mutating func enact(_ directives: [HubDirective]) {
        for directive in directives {
            switch directive {
            case .deliver(let event, let peers): for peer in peers { note(event, peer) }
            case .replay(let event, let peer): note(event, peer)
            case .echo(let event, _, let peer): note(event, peer)
            case .revoked: revokedCount += 1
            case .tell, .catchUp, .attach, .end, .answer, .hint, .meet, .survey: break
            }
        }
        // Whose subscription ended gets nothing of it until he subscribes anew.
        for (peer, _) in Self.peers {
            for trip in Self.trips where hub.follower(peer, in: trip.bits) == nil { next[key(peer, trip.bits)] = nil }
        }
    }

    private mutating func note(_ event: LiveEvent, _ peer: PeerID) {
        guard event.scope.kind == .trip else { return }
        deliveredCount += 1
        let key = key(peer, event.scope.id)
        guard let expected = next[key], expected == event.revision else {
            faults.append("\(peer) got \(event.revision) for \(next[key].map(String.init) ?? "nothing")")
            return
        }
        next[key] = expected + 1
    }

    // MARK: - Acts

    /// Writes an entry as a transaction would. What another process writes is published by nobody here.
    mutating func write(_ event: LiveEvent, isForeign: Bool) {
        let scope = event.scope.id
        logs[scope, default: []].append(event)
        guard !isForeign else { return }
        let isWhole = hub.isFollowed(scope) && !chance(5, &random)
        published.append(Committed(scope: scope, revision: event.revision, event: isWhole ? event : nil))
    }

    mutating func say(_ trip: ID<Trip>, isForeign: Bool) {
        write(HubStage.event(head(trip.bits) + 1, trip), isForeign: isForeign)
    }

    /// Removes or adds somebody, in the trip's log and in his own.
    mutating func turn(_ trip: ID<Trip>, _ user: UserSummary, isForeign: Bool) {
        let membership = [trip.bits, user.id.bits]
        let isMember = members.contains(membership)
        if isMember, chance(60, &random) { return }
        if isMember { members.remove(membership) } else { members.insert(membership) }
        say(trip, isForeign: isForeign)
        write(
            HubStage.access(isMember ? .accessRevoked : .accessGranted, user.id, trip, head(user.id.bits) + 1),
            isForeign: isForeign)
    }

    /// The next commit is told, sometimes one that came later.
    mutating func publish() {
        guard !published.isEmpty else { return }
        let entry = published.remove(at: chance(10, &random) ? Int.random(in: 0..<published.count, using: &random) : 0)
        enact(hub.committed(entry.scope, entry.revision, entry.event, asker: nil, now: now).1)
    }

    mutating func catchUp(_ count: Int) {
        // Users' own logs come before what happened in trips.
        let scopes = hub.staleScopes().sorted { one, other in isUsers(one.scope) && !isUsers(other.scope) }
        for (scope, cursor) in scopes { enact(hub.caughtUp(after(cursor, scope, count), now: now)) }
    }

    private func isUsers(_ scope: UUIDBits) -> Bool { Self.users.contains { $0.id.bits == scope } }

    mutating func hint() {
        let scopes = Self.users.map(\.id.bits) + Self.trips.map(\.bits)
        for scope in scopes { enact(hub.hinted(scope, head(scope))) }
    }

    mutating func plan(_ peer: PeerID, _ user: UserSummary, _ trip: ID<Trip>) {
        guard members.contains([trip.bits, user.id.bits]) else { return }
        let head = head(trip.bits)
        let since: Int64? = chance(50, &random) ? Int64.random(in: max(0, head - 9)...head, using: &random) : nil
        plans.append(Plan(peer: peer, trip: trip, since: since, head: head, asOf: self.head(user.id.bits)))
    }

    mutating func begin() {
        guard !plans.isEmpty else { return }
        let plan = plans.removeFirst()
        let (position, directives) = hub.follow(
            plan.trip, plan.peer, since: plan.since, head: plan.head, asOf: plan.asOf, isListed: true,
            isPresent: chance(50, &random), now: now)
        next[key(plan.peer, plan.trip.bits)] = position + 1
        enact(directives)
    }

    mutating func unfollow(_ peer: PeerID, _ trip: ID<Trip>) { enact(hub.unfollow(trip, peer, now: now)) }

    mutating func read(_ peer: PeerID, _ count: Int) {
        guard let behind = hub.behind(peer) else { return }
        var reading = Reading(peer: peer)
        for (scope, position) in behind.positions {
            if scope != behind.user.bits, !members.contains([scope, behind.user.bits]) {
                let event = logs[behind.user.bits]?.last { $0.type == .accessRevoked && $0.entityID == scope }
                reading.lost.append((scope, position, event))
            } else {
                reading.pages.append((scope, position, after(position, scope, count), head(scope)))
            }
        }
        readings.append(reading)
    }

    mutating func arrive() {
        guard !readings.isEmpty else { return }
        let reading = readings.remove(at: Int.random(in: 0..<readings.count, using: &random))
        for (scope, position, events, head) in reading.pages {
            enact(hub.page(reading.peer, scope, from: position, events, head: head, now: now))
        }
        for (trip, position, event) in reading.lost {
            enact(hub.lose(trip, reading.peer, from: position, telling: event, now: now))
        }
    }
}
