import CaravanProtocol

extension Hub {
    /// Follows a trip's log from a revision on. `nil` goes on from where it is, or begins at the head.
    ///
    /// - Parameters:
    ///   - head: The log's, as it was read; it may have grown since.
    ///   - asOf: The head of the user's own log in the state in which his right was asked.
    /// - Returns: where it stands, and what is to be done.
    mutating func follow(
        _ trip: ID<Trip>, _ peer: PeerID, since: Int64?, head: Int64, asOf: Int64, isListed: Bool, isPresent: Bool,
        now: Instant
    ) -> (position: Int64, [HubDirective]) {
        guard members[peer] != nil else { return (head, []) }
        var directives: [HubDirective] = []
        var position = since ?? head
        if let place = topics[trip.bits]?.followers.firstIndex(where: { $0.peer == peer }),
            var follower = topics[trip.bits]?.followers[place]
        {
            if let since {
                follower.position = since
                follower.missesUntil = head
                follower.isLive = false
            } else {
                position = follower.position
            }
            follower.isListed = follower.isListed || isListed
            follower.asOf = max(follower.asOf, asOf)
            let joins = isPresent && !follower.isPresent
            let leaves = !isPresent && follower.isPresent
            if joins || leaves { follower.isPresent = isPresent }
            topics[trip.bits]?.followers[place] = follower
            if joins { join(trip.bits, peer, now: now, &directives) }
            if leaves { depart(trip.bits, peer, now: now, &directives) }
        } else {
            members[peer]?.trips.insert(trip.bits)
            add(
                Follower(
                    peer: peer, position: position, isLive: false, isTold: true, isListed: isListed,
                    isPresent: isPresent, asOf: asOf, missesUntil: head), to: trip.bits, head: head)
            if isPresent { join(trip.bits, peer, now: now, &directives) }
        }
        return (position, directives)
    }

    /// Follows the user's own log from a revision on, and so all of his trips that come later.
    mutating func followAll(_ peer: PeerID, since: Int64, isPresent: Bool) {
        guard let user = members[peer]?.user.id else { return }
        members[peer]?.followsAll = true
        members[peer]?.isPresentInAll = isPresent
        change(peer, in: user.bits) { follower in
            // Who follows it already goes on from where he is.
            guard !follower.isTold else { return }
            follower.isTold = true
            follower.isLive = false
            follower.position = since
        }
    }

    /// Ends the subscription to one trip that was named, unless the peer follows all.
    mutating func unfollow(_ trip: ID<Trip>, _ peer: PeerID, now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        guard members[peer]?.followsAll == true else {
            leave(trip.bits, peer, now: now, &directives)
            return directives
        }
        change(peer, in: trip.bits) { $0.isListed = false }
        return directives
    }

    /// Ends every subscription of the peer.
    mutating func unfollowAll(_ peer: PeerID, now: Instant) -> [HubDirective] {
        guard let member = members[peer] else { return [] }
        var directives: [HubDirective] = []
        for trip in member.trips { leave(trip, peer, now: now, &directives) }
        members[peer]?.followsAll = false
        members[peer]?.isPresentInAll = false
        change(peer, in: member.user.id.bits) { $0.isTold = false }
        return directives
    }

    /// How many trips the peer has named.
    func listedCount(_ peer: PeerID, besides trips: Set<UUIDBits>) -> Int {
        guard let member = members[peer] else { return 0 }
        return member.trips.count { trip in
            !trips.contains(trip) && follower(peer, in: trip)?.isListed == true
        }
    }

    func follower(_ peer: PeerID, in scope: UUIDBits) -> Follower? {
        topics[scope]?.followers.first { $0.peer == peer }
    }

    /// Whether somebody gets the entries of the log.
    func isFollowed(_ scope: UUIDBits) -> Bool { topics[scope] != nil }

    mutating func add(_ follower: Follower, to scope: UUIDBits, head: Int64) {
        topics[scope, default: Topic(cursor: head, known: head)].followers.append(follower)
    }

    mutating func removeFollower(_ peer: PeerID, from scope: UUIDBits) {
        guard let place = topics[scope]?.followers.firstIndex(where: { $0.peer == peer }) else { return }
        topics[scope]?.followers.remove(at: place)
        if topics[scope]?.followers.isEmpty == true {
            topics[scope] = nil
            typing.forget(scope)
        }
    }

    mutating func change(_ peer: PeerID, in scope: UUIDBits, _ body: (inout Follower) -> Void) {
        change(scope) { topic in
            guard let place = topic.followers.firstIndex(where: { $0.peer == peer }) else { return }
            body(&topic.followers[place])
        }
    }

    mutating func leave(_ trip: UUIDBits, _ peer: PeerID, now: Instant, _ directives: inout [HubDirective]) {
        // The user's own log is not left, though a client may name its id.
        guard members[peer]?.trips.remove(trip) != nil, let follower = follower(peer, in: trip) else { return }
        removeFollower(peer, from: trip)
        if follower.isPresent { depart(trip, peer, now: now, &directives) }
    }

    func remove<K: Hashable>(_ peer: PeerID, from peers: inout [K: [PeerID]], _ key: K) {
        peers[key]?.removeAll { $0 == peer }
        if peers[key]?.isEmpty == true { peers[key] = nil }
    }

    /// Changes a followed log where it stands, without a copy of its followers.
    mutating func change(_ scope: UUIDBits, _ body: (inout Topic) -> Void) {
        guard let index = topics.index(forKey: scope) else { return }
        body(&topics.values[index])
    }

    /// Where a peer is behind.
    struct Behind: Sendable {
        let user: ID<User>
        let positions: [(scope: UUIDBits, position: Int64)]
    }

    /// `nil` if the peer is live everywhere. The user's own log comes first: in it he may gain and lose trips.
    func behind(_ peer: PeerID) -> Behind? {
        guard let member = members[peer] else { return nil }
        var positions: [(scope: UUIDBits, position: Int64)] = []
        for scope in [member.user.id.bits] + member.trips {
            if let follower = follower(peer, in: scope), !follower.isLive {
                positions.append((scope, follower.position))
            }
        }
        return positions.isEmpty ? nil : Behind(user: member.user.id, positions: positions)
    }

    /// Follows what was planned, and says where each begins.
    mutating func follow(
        _ plan: LivePlan, _ peer: PeerID, now: Instant, _ began: (ID<Trip>, Int64) -> Void
    ) -> [HubDirective] {
        if let own = plan.own { followAll(peer, since: own.since ?? own.head, isPresent: plan.isPresent) }
        var directives: [HubDirective] = []
        for start in plan.starts {
            let (position, more) = follow(
                start.trip, peer, since: start.since, head: start.head, asOf: plan.asOf, isListed: plan.own == nil,
                isPresent: plan.isPresent, now: now)
            began(start.trip, start.answered(position))
            directives += more
        }
        return directives
    }
}
