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
            if let summary = presence.visitor(user, in: trip) {
                return met(summary, in: trip, by: server, now: now)
            }
            return [.meet(ID(user), trip, server)]
        case .absent(let server, let trip, let user):
            if servers.leave(OtherServers.Place(trip: trip, user: user), by: server) {
                gone(trip, ID(user), isOwn: false, now: now, &directives)
            }
        case .typing(let trip, let user, let isTyping):
            if let summary = presence.visitor(user, in: trip) {
                return heard(isTyping, in: trip, summary, now: now)
            }
        case .alive(let server):
            // What it said before was not heard: it is asked to say it again.
            if !servers.renew(server, now: now) { directives.append(.hint(.hello(server: self.server))) }
        case .hello:
            directives = presence.own.map { .hint(.present(server: server, trip: $0.trip, user: $0.user)) }
        }
        return directives
    }

    /// A user is in a trip's room by another server.
    mutating func met(_ user: UserSummary, in trip: UUIDBits, by server: UInt64, now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        if servers.join(OtherServers.Place(trip: trip, user: user.id.bits), by: server, now: now) {
            come(trip, user, isOwn: false, now: now, &directives)
        }
        return directives
    }

    /// Tells the others in the trip, who are other users.
    func others(_ event: EphemeralEvent) -> [HubDirective] {
        guard let followers = topics[event.trip.bits]?.followers else { return [] }
        var peers: [PeerID] = []
        peers.reserveCapacity(followers.count)
        for follower in followers where follower.isLive && members[follower.peer]?.user.id != event.user.id {
            peers.append(follower.peer)
        }
        return peers.isEmpty ? [] : [.tell(event, to: peers)]
    }
}
