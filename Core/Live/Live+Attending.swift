import CaravanProtocol

extension Live {
    /// The next thing to look at the database for; `nil` if there is none.
    func work() -> LiveWork? {
        mutate { state in
            if state.needsSurvey {
                state.needsSurvey = false
                guard !state.hub.isEmpty else { return nil }
                return .survey(
                    scopes: Array(state.hub.topics.keys), sessions: state.hub.sessions,
                    users: state.hub.usersWithoutSession)
            }
            if state.needsCatchUp {
                let stale = state.hub.staleScopes()
                state.needsCatchUp = !stale.isEmpty
                if !stale.isEmpty { return .catchUp(stale) }
            }
            if !state.strangers.isEmpty {
                defer { state.strangers = [] }
                return .meet(state.strangers)
            }
            while let (peer, trip) = state.attachments.popLast() {
                guard let member = state.hub.members[peer] else { continue }
                if member.followsAll, !member.trips.contains(trip.bits) {
                    return .attach(peer, member.user.id, trip)
                }
            }
            return nil
        }
    }

    /// Acts on what was found.
    func act(on finding: LiveWork.Finding, now: Instant) {
        switch finding {
        case .entries(let logs):
            decide { state in
                ((), Self.inOrder(logs).flatMap { state.hub.caughtUp($0, now: now) })
            }
        case .start(let peer, let trip, let beginning, let head, let asOf):
            decide { state in
                // It may have named the trip meanwhile, and a position with it.
                guard let member = state.hub.members[peer], member.followsAll, !member.trips.contains(trip.bits) else {
                    return ((), [])
                }
                state.gaps.append(peer)
                return (
                    (),
                    state.hub.follow(
                        trip, peer, since: beginning, head: head, asOf: asOf, isListed: false,
                        isPresent: member.isPresentInAll, now: now
                    ).1
                )
            }
        case .met(let people):
            decide { state in
                ((), people.flatMap { state.hub.met($0.stranger, $0.user, now: now) })
            }
        case .survey(let heads, let sessions, let users):
            decide { state in
                var directives: [HubDirective] = []
                for (scope, head) in heads { directives += state.hub.hinted(scope, head) }
                let ended =
                    sessions.flatMap { state.hub.peers(of: $0) } + users.flatMap { state.hub.peers(of: $0) }
                for peer in ended {
                    directives += state.hub.unbind(peer, now: now)
                    directives.append(.end(peer, .unauthenticated))
                }
                return ((), directives)
            }
        case .nothing: break
        }
    }

    /// What could not be looked at now is looked at later.
    func putBack(_ work: LiveWork) {
        mutate { state in
            switch work {
            case .survey: state.needsSurvey = true
            case .meet(let strangers): state.strangers += strangers
            case .attach(let peer, _, let trip): state.attachments.append((peer, trip))
            // These stay to be done until they are.
            case .catchUp: break
            }
        }
    }

    /// What users lost goes before what happened in trips since; but of a deleted trip that is told first to those who
    /// lost it with its end.
    private static func inOrder(_ logs: [[LiveEvent]]) -> [[LiveEvent]] {
        var ends: [UUIDBits: Instant] = [:]
        for event in logs.joined() where event.type == .tripDeleted { ends[event.scope.id] = event.at }
        var ranked: [[[LiveEvent]]] = [[], [], [], []]
        for log in logs {
            guard let first = log.first else { continue }
            guard first.scope.kind == .user else {
                ranked[ends[first.scope.id] == nil ? 3 : 1].append(log)
                continue
            }
            // One transaction has written both, at its time.
            let place = log.firstIndex { $0.type == .accessRevoked && ends[$0.entityID] == $0.at } ?? log.endIndex
            ranked[0].append(Array(log[..<place]))
            ranked[2].append(Array(log[place...]))
        }
        return ranked.flatMap { $0 }
    }

    /// Whether it is time for another look at the leases, and at whether another process has written: once a second.
    func isTickDue(now: Instant) -> Bool {
        mutate { state in
            guard now.microseconds - state.lastTick.microseconds >= 900_000 else { return false }
            state.lastTick = now
            return true
        }
    }

    /// Looks at the leases, and at whether another process has written.
    ///
    /// - Parameter mark: ``Storage/foreignChangeMark()``.
    func tick(mark: Int64?, now: Instant) {
        decide { state in
            if state.mark != mark {
                state.needsSurvey = true
                state.mark = mark
            }
            return ((), state.hub.tick(now: now))
        }
    }
}
