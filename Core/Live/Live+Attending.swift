import CaravanProtocol

extension Live {
    /// The next thing to look at the database for; `nil` if there is none.
    func work(_ application: Caravan) -> LiveWork? {
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
                if member.trips.contains(trip.bits) {
                    if let behind = state.hub.behind(peer) {
                        state.attachments.append((peer, trip))
                        return .gap(LiveGap(application: application, peer: peer), behind)
                    }
                } else if member.followsAll {
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
        case .start(let peer, let trip, let beginning, let head):
            decide { state in
                guard let member = state.hub.members[peer], member.followsAll else { return ((), []) }
                state.attachments.append((peer, trip))
                return (
                    (),
                    state.hub.follow(
                        trip, peer, since: beginning, head: head, isListed: false, isPresent: member.isPresentInAll,
                        now: now
                    ).1
                )
            }
        case .pages(let gap, let pages): gap.send(pages)
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

    /// What users lost goes before what happened in trips since; but of a deleted trip that is told first.
    private static func inOrder(_ logs: [[LiveEvent]]) -> [[LiveEvent]] {
        func rank(_ log: [LiveEvent]) -> Int {
            if log.contains(where: { $0.type == .tripDeleted }) { return 0 }
            return log.first?.scope.kind == .user ? 1 : 2
        }
        return logs.sorted { rank($0) < rank($1) }
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
