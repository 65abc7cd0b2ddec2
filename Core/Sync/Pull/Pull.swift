import CaravanProtocol

/// A page of a pull while it is made, in one transaction: first what the user's own log says of his trips, then the trips
/// in turn, as much as the limit allows.
struct Pull {
    /// How many entries of logs and rows of tables one page looks at, told or not.
    private static let readMax = 5000

    let context: Context
    let request: PullRequest
    let caller: Caller
    /// What is asked for.
    let kinds: SyncedKinds
    var own: Int64
    let ownHead: Int64
    var trips: [PullTrip] = []
    var progress = PullCursor.Progress()
    var page: PullPage
    /// How many more entries the page may have.
    var room: Int
    /// How many more entries and rows may be looked at.
    var reads = Pull.readMax
    var people: [ID<User>: EncodedJSON] = [:]

    /// Makes a page. Throws `malformed` for a cursor that is none of the caller's, `resync_required` for one that leads
    /// nowhere any more.
    static func run(_ request: PullRequest, in context: Context) throws -> PullPage {
        // What this transaction has written is pulled too.
        try (context as? WriteContext)?.writeHeads()
        if let page = try remembered(request, in: context) { return page }
        if context.isBrief { throw LongRead() }
        var pull = try Pull(request, context)
        try pull.begin()
        try pull.readOwnLog()
        let heads = try pull.heads()
        if pull.own == pull.ownHead { try pull.readTrips(heads) }
        let page = try pull.finished(heads)
        pull.remember(page)
        return page
    }

    private init(_ request: PullRequest, _ context: Context) throws {
        self.context = context
        self.request = request
        caller = try context.requireCaller()
        kinds = request.entityTypes ?? .all
        room = request.limit
        page = PullPage(timestamp: context.now, epoch: context.settings.epoch)
        ownHead = try LiveLog(context: context).head(caller.id.bits)
        own = ownHead
    }

    // MARK: - Where it begins

    static let lost = Failure(.resyncRequired, "What changed since then cannot be told: pull everything anew.")

    private mutating func begin() throws {
        if let text = request.cursor {
            try begin(at: text)
        } else if let time = request.lastSyncTimestamp {
            try begin(since: time)
        } else {
            trips = try gained().map { PullTrip(id: ID($0.id), place: .nothing) }
        }
    }

    private mutating func begin(at text: String) throws {
        switch PullCursor.read(text, caller.id, epoch: context.settings.epoch) {
        case .garbled: throw Failure(.malformed, "The cursor is none of yours.")
        case .otherEpoch: throw Self.lost
        case .cursor(let cursor):
            guard cursor.own <= ownHead else { throw Self.lost }
            own = cursor.own
            let gained = try gained()
            guard gained.count == cursor.trips.count else { throw Self.lost }
            trips = zip(gained, cursor.trips).map { trip, stand in
                PullTrip(id: ID(trip.id), place: stand.place, isTouched: stand.isTouched)
            }
            progress = cursor.progress ?? PullCursor.Progress()
            // He has never been told of what he asks for now, so that all he has is too little.
            guard !cursor.kinds.isSuperset(of: kinds) else { return }
            for index in trips.indices where trips[index].place.isKnown { trips[index].place = .stale }
        }
    }

    /// The reference's form. Whoever writes takes his time before he commits, and the clocks of servers differ: a minute
    /// earlier is told again rather than missed. A client whose time lies ahead of the clock stands at the clock's.
    private mutating func begin(since time: Instant) throws {
        let since = min(time, context.now).adding(seconds: -60)
        progress.since = since
        let clock = LogClock(context: context)
        if let head = try context.store.find(LogHead.self, key: [.id(caller.id.bits)]) {
            own = try clock.position(at: since, in: head)
        }
        trips = try gained().map { PullTrip(id: ID($0.id), place: .nothing) }
        let heads = try heads()
        for index in trips.indices {
            guard let head = heads[trips[index].id.bits] else { continue }
            let position = try clock.position(at: since, in: head)
            trips[index].place = position < head.trimmed ? .stale : .at(position)
        }
    }

    private func gained() throws -> [LogPositions.Trip] {
        try LiveLog(context: context).gained(by: caller.id, until: own)
    }

    private func heads() throws -> [UUIDBits: LogHead] {
        try LiveLog(context: context).logHeads(trips.map(\.id.bits))
    }

    // MARK: - The trips

    /// Whether the page may go on.
    var isOpen: Bool { room > 0 && reads > 0 }

    /// Goes through the trips from where the last page stopped, so that a busy one does not keep others waiting.
    private mutating func readTrips(_ heads: [UUIDBits: LogHead]) throws {
        for trip in trips { try trip.check(heads[trip.id.bits]) }
        let first = progress.next < trips.count ? progress.next : 0
        for step in trips.indices {
            let index = (first + step) % trips.count
            progress.next = index
            guard let head = heads[trips[index].id.bits], trips[index].place != .at(head.head) else { continue }
            guard isOpen else { return }
            try read(index, head)
            if !isOpen { return }
        }
    }

    private mutating func read(_ index: Int, _ head: LogHead) throws {
        // Who may read is asked in the state that is read.
        guard let grant = try context.grant(trips[index].id), let membership = grant.membership else {
            trips[index].place = .at(head.head)
            return
        }
        trips[index].isTouched = true
        try trips[index].place = placeAfterReading(trips[index].place, head, grant, membership)
    }

    private mutating func placeAfterReading(
        _ place: PullPlace, _ head: LogHead, _ grant: TripGrant, _ membership: Membership
    ) throws -> PullPlace {
        switch place {
        case .nothing:
            let position = try progress.since.map { try LogClock(context: context).position(at: $0, in: head) }
            guard let position, position < head.trimmed else {
                return try goOn(PullWhole(asOf: head.head, deletedAfter: position ?? head.head), grant, head)
            }
            // What was deleted since is known no more.
            fallthrough
        case .stale:
            guard delete(grant.trip.id.bits, from: .trips) else { return .stale }
            return try goOn(PullWhole(asOf: head.head, deletedAfter: head.head), grant, head)
        case .partly(let whole): return try goOn(whole, grant, head)
        case .owing(let position):
            // If it has changed since, its log brings it.
            if grant.trip.revision <= position { write(TripView(grant.trip, role: grant.role)) }
            return try readLog(after: position, head, grant, membership)
        case .at(let position): return try readLog(after: position, head, grant, membership)
        }
    }

    // MARK: - The page

    /// Names something that is gone; false if the page is full.
    mutating func delete(_ id: UUIDBits, from list: PullList) -> Bool {
        if page.lists[list].hasDeleted(id) { return true }
        guard room > 0 else { return false }
        page.lists.update(list) { $0.delete(id) }
        room -= 1
        return true
    }

    mutating func add(to list: PullList, _ body: (inout JSONWriter) throws -> Void) rethrows {
        try page.lists.update(list) { try $0.add(body) }
        room -= 1
    }

    mutating func write(_ view: TripView) {
        guard kinds.contains(.trip) else { return }
        add(to: .trips) { view.write(to: &$0) }
    }

    private func finished(_ heads: [UUIDBits: LogHead]) throws -> PullPage {
        var page = page
        page.hasMore =
            own < ownHead
            || trips.contains { trip in heads[trip.id.bits].map { trip.place != .at($0.head) } ?? false }
        if !page.hasMore {
            let told = trips.filter { $0.isTouched || request.checksums == .all }
            page.checksums = try told.map { trip in
                let stored = heads[trip.id.bits]?.checksum.map { TripChecksum(stored: $0) }
                return (trip.id, try stored ?? TripChecksum.counted(of: trip.id, in: context))
            }
        }
        let stands = trips.map { trip in
            PullCursor.Trip(place: trip.place, isTouched: page.hasMore && trip.isTouched)
        }
        let cursor = PullCursor(own: own, kinds: kinds, trips: stands, progress: page.hasMore ? progress : nil)
        page.cursor = cursor.text(caller.id, epoch: context.settings.epoch)
        return page
    }
}
