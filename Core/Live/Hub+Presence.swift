import CaravanProtocol

extension Hub {
    func online(in trip: ID<Trip>) -> [UserSummary] { presence.online(in: trip.bits) }

    /// A user is typing, or no more, as one of his peers here says.
    mutating func typing(_ isTyping: Bool, in trip: ID<Trip>, _ user: UserSummary, now: Instant) -> [HubDirective] {
        [.hint(.typing(trip: trip.bits, user: user.id.bits, isTyping: isTyping))]
            + heard(isTyping, in: trip.bits, user, now: now)
    }

    private mutating func heard(
        _ isTyping: Bool, in trip: UUIDBits, _ user: UserSummary, now: Instant
    ) -> [HubDirective] {
        guard topics[trip] != nil else { return [] }
        typing.set(isTyping, trip, user, now: now)
        return others(EphemeralEvent(trip: ID(trip), kind: .typing(isTyping), user: user, at: now))
    }

    /// Looks at the leases.
    mutating func tick(now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        for (trip, user) in typing.expire(now: now) {
            directives += others(EphemeralEvent(trip: ID(trip), kind: .typing(false), user: user, at: now))
        }
        for place in servers.expire(now: now) { gone(place.trip, ID(place.user), isOwn: false, now: now, &directives) }
        if now.microseconds - renewed.microseconds >= OtherServers.renewalSeconds * 1_000_000 {
            renewed = now
            directives.append(.hint(.alive(server: server)))
        }
        return directives
    }

    mutating func join(_ trip: UUIDBits, _ peer: PeerID, now: Instant, _ directives: inout [HubDirective]) {
        guard let user = members[peer]?.user else { return }
        come(trip, user, isOwn: true, now: now, &directives)
    }

    mutating func depart(_ trip: UUIDBits, _ peer: PeerID, now: Instant, _ directives: inout [HubDirective]) {
        guard let user = members[peer]?.user.id else { return }
        gone(trip, user, isOwn: true, now: now, &directives)
    }

    private mutating func come(
        _ trip: UUIDBits, _ user: UserSummary, isOwn: Bool, now: Instant, _ directives: inout [HubDirective]
    ) {
        let change = presence.join(trip, user, isOwn: isOwn)
        if change.isOwn { directives.append(.hint(.present(server: server, trip: trip, user: user.id.bits))) }
        if change.isOverall {
            directives += others(EphemeralEvent(trip: ID(trip), kind: .joined, user: user, at: now))
        }
    }

    private mutating func gone(
        _ trip: UUIDBits, _ user: ID<User>, isOwn: Bool, now: Instant, _ directives: inout [HubDirective]
    ) {
        let summary = presence.visitor(user.bits, in: trip)
        guard let summary, let change = presence.leave(trip, user, isOwn: isOwn) else { return }
        if change.isOwn { directives.append(.hint(.absent(server: server, trip: trip, user: user.bits))) }
        guard change.isOverall else { return }
        typing.forget(trip, user)
        directives += others(EphemeralEvent(trip: ID(trip), kind: .left, user: summary, at: now))
    }

    // MARK: - Other servers

    /// What another server tells. A user who is not known here has to be looked up first.
    mutating func heard(_ hint: BusHint, now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        switch hint {
        case .moved(let scope, let revision): return hinted(scope, revision)
        case .sessionsEnded: return [.survey]
        case .present(let server, let trip, let user):
            guard servers.join(OtherServers.Place(trip: trip, user: user), by: server, now: now) else { return [] }
            return introduce(Stranger(user: ID(user), trip: trip, news: .present(server: server)), now: now)
        case .absent(let server, let trip, let user):
            if servers.leave(OtherServers.Place(trip: trip, user: user), by: server) {
                gone(trip, ID(user), isOwn: false, now: now, &directives)
            }
        case .typing(let trip, let user, let isTyping):
            return introduce(Stranger(user: ID(user), trip: trip, news: .typing(isTyping)), now: now)
        case .alive(let server):
            // What it said before was not heard: it is asked to say it again.
            if !servers.renew(server, now: now) { directives.append(.hint(.hello(server: self.server))) }
        case .hello:
            directives = presence.own.map { .hint(.present(server: server, trip: $0.trip, user: $0.user)) }
        }
        return directives
    }

    /// Somebody of whom another server says something.
    struct Stranger: Sendable {
        enum News: Sendable {
            case present(server: UInt64)
            case typing(Bool)
        }

        let user: ID<User>
        let trip: UUIDBits
        let news: News
    }

    private mutating func introduce(_ stranger: Stranger, now: Instant) -> [HubDirective] {
        guard let user = presence.visitor(stranger.user.bits, in: stranger.trip) else { return [.meet(stranger)] }
        return met(stranger, user, now: now)
    }

    /// It is known who he is.
    mutating func met(_ stranger: Stranger, _ user: UserSummary, now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        switch stranger.news {
        case .present(let server):
            if servers.meet(OtherServers.Place(trip: stranger.trip, user: user.id.bits), by: server) {
                come(stranger.trip, user, isOwn: false, now: now, &directives)
            }
        case .typing(let isTyping): directives = heard(isTyping, in: stranger.trip, user, now: now)
        }
        return directives
    }

    /// Tells the others in the trip, who are other users.
    func others(_ event: EphemeralEvent) -> [HubDirective] {
        guard let topic = topics[event.trip.bits] else { return [] }
        var peers: [PeerID] = []
        peers.reserveCapacity(topic.followers.count)
        // Who comes and goes is told to those too who are reading what they missed. Who types is of the moment: it is told to
        // those who have missed nothing, also if they do not know that yet.
        for follower in topic.followers where members[follower.peer]?.user.id != event.user.id {
            let hasMissed = follower.position < max(follower.missesUntil, topic.cursor)
            guard follower.isLive || !event.kind.isTyping || !hasMissed else { continue }
            peers.append(follower.peer)
        }
        return peers.isEmpty ? [] : [.tell(event, to: peers)]
    }
}
