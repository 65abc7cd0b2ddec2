import CaravanProtocol

extension Hub {
    func online(in trip: ID<Trip>) -> [UserSummary] { presence.online(in: trip.bits) }

    /// Whether any peer of the user follows the trip.
    func isLooking(_ user: ID<User>, at trip: UUIDBits) -> Bool {
        (peersOfUser[user] ?? []).contains { members[$0]?.trips.contains(trip) == true }
    }

    mutating func typing(_ isTyping: Bool, in trip: ID<Trip>, _ user: UserSummary, now: Instant) -> [HubDirective] {
        guard topics[trip.bits] != nil else { return [] }
        typing.set(isTyping, trip.bits, user, now: now)
        return others(EphemeralEvent(trip: trip, kind: .typing(isTyping), user: user, at: now))
    }

    /// Looks at the leases.
    mutating func tick(now: Instant) -> [HubDirective] {
        typing.expire(now: now).flatMap { trip, user in
            others(EphemeralEvent(trip: ID(trip), kind: .typing(false), user: user, at: now))
        }
    }

    mutating func join(_ trip: UUIDBits, _ peer: PeerID, now: Instant, _ directives: inout [HubDirective]) {
        guard let user = members[peer]?.user, presence.join(trip, user) else { return }
        directives += others(EphemeralEvent(trip: ID(trip), kind: .joined, user: user, at: now))
    }

    mutating func depart(_ trip: UUIDBits, _ peer: PeerID, now: Instant, _ directives: inout [HubDirective]) {
        guard let user = members[peer]?.user, presence.leave(trip, user.id) else { return }
        typing.forget(trip, user.id)
        directives += others(EphemeralEvent(trip: ID(trip), kind: .left, user: user, at: now))
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
