import CaravanProtocol

/// The way of a peer that is behind: it reads the logs until it has reached what is dealt out.
struct LiveGap: Sendable {
    let application: Caravan
    let peer: Hub.PeerID

    struct Pages: Sendable {
        var pages: [(scope: UUIDBits, position: Int64, page: LiveLog.Page)] = []
        /// Trips to which the user has no access any more, with what his log says of it.
        var lost: [(trip: UUIDBits, position: Int64, event: LiveEvent?)] = []
    }

    /// Where it is behind; `nil` once it is live everywhere, or gone.
    func behind() -> Hub.Behind? { application.live.look { $0.hub.behind(peer) } }

    /// Reads about a page. Who may read is asked in the state that is read.
    func read(_ behind: Hub.Behind, _ tx: any Reading) throws -> Pages {
        let log = LiveLog(context: application.context(tx))
        var pages = Pages()
        var count = 0
        for (scope, position) in behind.positions where count < LiveLog.pageMax {
            if scope != behind.user.bits, try !log.isMember(behind.user, of: ID(scope)) {
                pages.lost.append((scope, position, try log.lastRevocation(of: behind.user, from: scope)))
                continue
            }
            let page = try log.page(scope, after: position)
            count += page.events.count
            pages.pages.append((scope, position, page))
        }
        return pages
    }

    func send(_ pages: Pages) {
        let now = application.services.clock.now()
        application.live.decide { state in
            var directives: [HubDirective] = []
            for (scope, position, page) in pages.pages {
                directives += state.hub.page(peer, scope, from: position, page.events, head: page.head, now: now)
            }
            for (trip, position, event) in pages.lost {
                directives += state.hub.lose(trip, peer, from: position, telling: event, now: now)
            }
            return ((), directives)
        }
    }
}
