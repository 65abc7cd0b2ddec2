import CaravanProtocol

extension Hub {
    /// A transaction that a peer has asked for is about to commit an entry: when it comes to the peer, it is its answer.
    /// Said before the commit, since the entry may be read and dealt out before this process hears of it.
    mutating func expect(_ revision: Int64, _ reference: JSONValue, by peer: PeerID) {
        forget(expectedBy: peer)
        references[peer, default: [:]][revision] = reference
        expectations[peer] = revision
    }

    /// The transaction has come to nothing, or is tried again.
    mutating func forget(expectedBy peer: PeerID) {
        if let revision = expectations.removeValue(forKey: peer) { _ = take(revision, of: peer) }
    }

    /// A transaction has committed an entry. It is in this process's hands whole if somebody followed the log then.
    ///
    /// - Parameter asker: The peer that asked for it and takes the entry as its answer. Told whether it gets it, or has.
    mutating func committed(
        _ scope: UUIDBits, _ revision: Int64, _ event: LiveEvent?, asker: PeerID?, now: Instant
    ) -> (isAnswered: Bool, [HubDirective]) {
        guard var topic = topics[scope] else { return (false, []) }
        var isAnswered = false
        if let asker, topic.followers.contains(where: { $0.peer == asker && $0.isTold }) {
            isAnswered = true
            expectations[asker] = nil
        }
        guard revision > topic.cursor else { return (isAnswered, []) }
        guard let event, revision == topic.cursor + 1 else {
            topic.known = max(topic.known, revision)
            topics[scope] = topic
            // An access that ends does so before the call returns, whatever is yet to be read.
            let ending =
                event.flatMap { event in
                    event.type == .accessRevoked
                        ? revoke(event.entityID, of: ID(scope), telling: event, now: now) : nil
                } ?? []
            return (isAnswered, [.catchUp] + ending)
        }
        return (isAnswered, deal(event, now: now))
    }

    /// Entries of a log were read from behind what has been dealt out.
    mutating func caughtUp(_ events: [LiveEvent], now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        for event in events {
            guard let topic = topics[event.scope.id] else { break }
            if event.revision > topic.cursor { directives += deal(event, now: now) }
        }
        return directives
    }

    /// A log is known to reach so far.
    mutating func hinted(_ scope: UUIDBits, _ revision: Int64) -> [HubDirective] {
        guard let topic = topics[scope], revision > topic.cursor else { return [] }
        topics[scope]?.known = max(topic.known, revision)
        return [.catchUp]
    }

    /// A follower that is behind has read a page.
    ///
    /// - Parameters:
    ///   - position: Where it stood when it was read. If it stands elsewhere by now, the page is for nobody.
    ///   - head: The log's, in the same state as the page; the page reaches up to it if it is the last.
    mutating func page(
        _ peer: PeerID, _ scope: UUIDBits, from position: Int64, _ events: [LiveEvent], head: Int64, now: Instant
    ) -> [HubDirective] {
        guard var topic = topics[scope], let place = topic.followers.firstIndex(where: { $0.peer == peer }) else {
            return []
        }
        var follower = topic.followers[place]
        guard !follower.isLive, follower.position == position else { return [] }
        var directives: [HubDirective] = []
        for event in events {
            follower.position = event.revision
            tell(event, follower, &directives)
        }
        let isAtHead = follower.position >= head
        if isAtHead, follower.position >= topic.cursor {
            follower.isLive = true
            if follower.position > topic.cursor {
                // What it has read is on its way to the others too, or another process wrote it.
                // A user's own log is acted upon entry by entry, so that it is never passed over.
                if topic.followers.contains(where: { $0.isLive }) || peersOfUser[ID<User>(scope)] != nil {
                    topic.known = max(topic.known, follower.position)
                    directives.append(.catchUp)
                } else {
                    topic.cursor = follower.position
                    topic.known = max(topic.known, follower.position)
                }
            }
        }
        topic.followers[place] = follower
        topics[scope] = topic
        // What has been lost meanwhile was acted upon when it was; what was gained waits for the peer to hear of it.
        for event in events where event.type == .accessGranted && members[peer]?.followsAll == true {
            directives.append(.attach(peer, ID(event.entityID)))
        }
        return directives
    }

    /// The user's own log says that his access to a trip has ended. Whose right was asked after that has it anew.
    mutating func revoke(_ trip: UUIDBits, of user: ID<User>, telling event: LiveEvent, now: Instant) -> [HubDirective]
    {
        var directives: [HubDirective] = []
        for peer in peersOfUser[user] ?? [] {
            guard let member = members[peer], member.room == trip || member.trips.contains(trip),
                event.revision > max(member.asOf, follower(peer, in: trip)?.asOf ?? 0)
            else { continue }
            endAccess(to: trip, peer, member, telling: event, now: now, &directives)
        }
        return directives
    }

    /// A follower that is behind has found that its user has no access any more.
    ///
    /// - Parameter position: Where it stood when it looked. If it stands elsewhere by now, it has access anew.
    mutating func lose(
        _ trip: UUIDBits, _ peer: PeerID, from position: Int64, telling event: LiveEvent?, now: Instant
    ) -> [HubDirective] {
        guard let member = members[peer], let follower = follower(peer, in: trip), !follower.isLive,
            follower.position == position
        else { return [] }
        var directives: [HubDirective] = []
        endAccess(to: trip, peer, member, telling: event, now: now, &directives)
        return directives
    }

    private mutating func endAccess(
        to trip: UUIDBits, _ peer: PeerID, _ member: Member, telling event: LiveEvent?, now: Instant,
        _ directives: inout [HubDirective]
    ) {
        // Who follows his own log gets the entry there.
        if let event, !member.followsAll, member.room == nil { directives.append(.deliver(event, to: [peer])) }
        leave(trip, peer, now: now, &directives)
        directives.append(.revoked(peer))
    }

    /// The logs that reach further than was dealt out, and with a trip's the own logs of all who follow it: who wrote the
    /// one may have written that somebody lost it.
    func staleScopes() -> [(scope: UUIDBits, cursor: Int64)] {
        var scopes: Set<UUIDBits> = []
        for (scope, topic) in topics where topic.isStale {
            scopes.insert(scope)
            for follower in topic.followers {
                if let user = members[follower.peer]?.user.id.bits { scopes.insert(user) }
            }
        }
        return scopes.compactMap { scope in topics[scope].map { (scope, $0.cursor) } }
    }

    /// Deals the next entry of a log out to the live, and acts on what it says.
    mutating func deal(_ event: LiveEvent, now: Instant) -> [HubDirective] {
        var directives: [HubDirective] = []
        var told: [PeerID] = []
        var awaited: [PeerID] = []
        let references = references
        change(event.scope.id) { topic in
            told.reserveCapacity(topic.followers.count)
            topic.cursor = event.revision
            topic.known = max(topic.known, event.revision)
            for place in topic.followers.indices {
                guard topic.followers[place].isLive, topic.followers[place].position < event.revision else { continue }
                topic.followers[place].position = event.revision
                guard topic.followers[place].isTold else { continue }
                let peer = topic.followers[place].peer
                if references[peer]?[event.revision] == nil { told.append(peer) } else { awaited.append(peer) }
            }
        }
        for peer in awaited {
            if let reference = take(event.revision, of: peer) {
                directives.append(.echo(event, reference, to: peer))
            }
        }
        if !told.isEmpty { directives.append(.deliver(event, to: told)) }
        if event.type.changesAccess {
            act(on: event, of: peersOfUser[ID(event.scope.id)] ?? [], now: now, &directives)
        }
        return directives
    }

    mutating func tell(_ event: LiveEvent, _ follower: Follower, _ directives: inout [HubDirective]) {
        guard follower.isTold else { return }
        if let reference = take(event.revision, of: follower.peer) {
            directives.append(.echo(event, reference, to: follower.peer))
        } else {
            directives.append(.replay(event, to: follower.peer))
        }
    }

    /// What a user's own log says of his access.
    mutating func act(
        on event: LiveEvent, of peers: [PeerID], now: Instant, _ directives: inout [HubDirective]
    ) {
        switch event.type {
        case .accessGranted:
            for peer in peers where members[peer]?.followsAll == true {
                directives.append(.attach(peer, ID(event.entityID)))
            }
        case .accessRevoked:
            directives += revoke(event.entityID, of: ID(event.scope.id), telling: event, now: now)
        default: break
        }
    }

    mutating func take(_ revision: Int64, of peer: PeerID) -> JSONValue? {
        guard !references.isEmpty else { return nil }
        guard let reference = references[peer]?.removeValue(forKey: revision) else { return nil }
        if references[peer]?.isEmpty == true { references[peer] = nil }
        return reference
    }
}
