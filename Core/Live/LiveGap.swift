import CaravanProtocol

/// The way of a peer that is behind: it reads the logs until it has reached what is dealt out.
struct LiveGap: Sendable {
    let application: Caravan
    let peer: Hub.PeerID
    let connection: any Peer

    /// Sends what lies between where the peer is and the present, a page at a time, as fast as it takes it.
    func readOn() async {
        let storage = application.storage
        while let behind = behind() {
            // Pages are no work for an event loop, which others wait for.
            let pages = await withTaskExecutorPreference(globalConcurrentExecutor) {
                await application.noting { try await storage.read { try self.read(behind, $0) } }
            }
            guard let pages else { return connection.lane.end(connection, .unavailable) }
            send(pages)
            await connection.roomForMore()
        }
    }

    /// As ``readOn()``, on the calling thread.
    func readOnNow() {
        while let behind = behind() {
            guard let pages = try? application.storage.readNow({ try self.read(behind, $0) }) else {
                return connection.lane.end(connection, .unavailable)
            }
            send(pages)
            connection.roomForMoreNow()
        }
    }

    struct Pages: Sendable {
        var pages: [(scope: UUIDBits, position: Int64, page: LiveLog.Page)] = []
        /// Trips to which the user has no access any more, with what his log says of it.
        var lost: [(trip: UUIDBits, position: Int64, event: LiveEvent?)] = []
    }

    /// Where it is behind; `nil` once it is live everywhere, or gone.
    private func behind() -> Hub.Behind? { application.live.look { $0.hub.behind(peer) } }

    /// Reads about a page. Who may read is asked in the state that is read.
    private func read(_ behind: Hub.Behind, _ tx: any Reading) throws -> Pages {
        let log = LiveLog(context: application.context(tx))
        var pages = Pages()
        var count = 0
        for (scope, position) in behind.positions where count < LiveLog.pageMax {
            if scope != behind.user.bits, try !log.isMember(behind.user, of: ID(scope)) {
                pages.lost.append((scope, position, try log.lastRevocation(of: behind.user, from: scope)))
                continue
            }
            // What is trimmed away while somebody is on the way to it is missing: she is closed, and told so when she resumes.
            guard try log.reaches(scope, position) else { throw Failure(.resyncRequired) }
            let page = try log.page(scope, after: position)
            count += page.events.count
            pages.pages.append((scope, position, page))
        }
        return pages
    }

    private func send(_ pages: Pages) {
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
