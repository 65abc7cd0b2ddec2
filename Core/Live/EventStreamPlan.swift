import CaravanProtocol

/// Where a stream of events begins, and what of the logs is on it.
struct EventStreamPlan {
    let trip: ID<Trip>?
    let lastEventID: String?

    struct Made: Sendable {
        let plan: LivePlan
        let positions: LogPositions
        let seal: LogPositions.Seal
    }

    func make(of credential: Credential, in context: Context) throws -> Made {
        guard let caller = try context.caller(for: credential) else { throw Failure(.unauthenticated) }
        let seal = LogPositions.Seal(epoch: context.settings.epoch, user: caller.id, trip: trip?.bits)
        let given = try lastEventID.map { text in
            guard let numbers = LogPositions.numbers(text, seal) else { throw Self.lost }
            return numbers
        }
        return try trip.map { try narrowed(to: $0, given?.trips, caller, seal, context) }
            ?? whole(given, caller, seal, context)
    }

    private static let lost = Failure(.resyncRequired, "The events since then cannot be told: read everything anew.")

    private func narrowed(
        to trip: ID<Trip>, _ given: [Int64?]?, _ caller: Caller, _ seal: LogPositions.Seal, _ context: Context
    ) throws -> Made {
        // First whether he may see it: with the access its place in the stream has gone too.
        _ = try LivePlan.start(trip, since: nil, epoch: nil, of: caller, in: context)
        guard given.map({ $0.count == 1 }) ?? true else { throw Self.lost }
        let start = try LivePlan.start(trip, since: given?.first ?? nil, epoch: nil, of: caller, in: context)
        let position = start.since ?? start.head
        return Made(
            plan: LivePlan(
                starts: [LivePlan.Start(trip: trip, since: position, head: start.head)],
                asOf: try LiveLog(context: context).head(caller.id.bits), isPresent: false),
            positions: LogPositions(own: nil, trips: [.init(id: trip.bits, position: position)]), seal: seal)
    }

    private func whole(
        _ given: (own: Int64?, trips: [Int64?])?, _ caller: Caller, _ seal: LogPositions.Seal, _ context: Context
    ) throws -> Made {
        let log = LiveLog(context: context)
        let ownLog = try log.logHeads([caller.id.bits])[caller.id.bits] ?? LogHead()
        let own = given?.own ?? ownLog.head
        var positions = LogPositions(own: own, trips: try log.gained(by: caller.id, until: own))
        guard ownLog.reaches(own), given.map({ $0.own != nil && $0.trips.count == positions.trips.count }) ?? true
        else {
            throw Self.lost
        }
        let heads = try log.logHeads(positions.trips.map(\.id))
        var starts: [LivePlan.Start] = []
        for place in positions.trips.indices {
            let id = positions.trips[place].id
            let head = heads[id] ?? LogHead()
            positions.trips[place].position = given == nil ? head.head : given?.trips[place]
            // Of a trip that he lost since then his own log tells.
            guard let beginning = try log.beginning(of: caller.id, in: ID(id)) else { continue }
            let since = positions.trips[place].position ?? beginning
            guard head.reaches(since) else { throw Self.lost }
            starts.append(LivePlan.Start(trip: ID(id), since: since, head: head.head))
        }
        let plan = LivePlan(
            starts: starts, own: LivePlan.Start(trip: ID(caller.id.bits), since: own, head: ownLog.head),
            asOf: ownLog.head,
            isPresent: false)
        return Made(plan: plan, positions: positions, seal: seal)
    }
}
