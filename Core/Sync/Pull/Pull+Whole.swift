import CaravanProtocol

/// A trip that comes whole, as it was at one revision, over as many pages as it takes.
extension Pull {
    /// How many rows are read at once: few enough that they fit into memory that is there already.
    private static let rowsMax = 200

    /// Goes on with it; who has nothing yet gets the trip itself first.
    mutating func goOn(_ whole: PullWhole, _ grant: TripGrant, _ head: LogHead) throws -> PullPlace {
        var whole = whole
        if whole.stage == 0 {
            guard room > 0 else { return .partly(whole) }
            // If it has changed since, its log brings it.
            if grant.trip.revision <= whole.asOf { write(TripView(grant.trip, role: grant.role)) }
            whole.stage = 1
        }
        while let table = PullWhole.table(at: whole.stage) {
            guard try !kinds.contains(table.list.kind) || table.readRows(&self, of: grant.trip.id, &whole, head) else {
                return .partly(whole)
            }
            whole.stage += 1
            whole.last = nil
        }
        // What is after it in the log waits for the next page: in this one an entity would be told twice.
        return .at(whole.asOf)
    }

    /// Reads on in a table; whether that was all of it.
    mutating func readRows<E: PulledEntity>(
        _: E.Type, of trip: ID<Trip>, _ whole: inout PullWhole, _ head: LogHead
    ) throws -> Bool {
        var query = E.rows(of: trip)
        // Where no deleted one is named they need not be passed over one by one.
        if whole.deletedAfter == whole.asOf { query.filters.append(E.isThere) }
        repeat {
            // One more than fits says whether that was all, so that a full page may be the last.
            let count = max(0, min(room, reads, Self.rowsMax))
            let rows = try context.store.select(query.starting(after: whole.last).limited(to: count + 1))
            let fitting = rows.prefix(count)
            try knowUsers(of: fitting)
            // Who gets many rows gets more of them.
            if rows.count > 50 { page.lists[E.list, default: PulledList()].reserve(count: min(room, reads)) }
            for row in fitting { try tell(row, whole, head) }
            reads -= fitting.count
            if let last = fitting.last { whole.last = query.order.map { E.fields.stored($0, of: last) } }
            if rows.count <= count { return true }
        } while isOpen
        return false
    }

    private mutating func tell<E: PulledEntity>(_ row: E, _ whole: PullWhole, _ head: LogHead) throws {
        if row.revision > whole.asOf {
            try tellFormer(row, whole.asOf, head)
        } else if !row.isGone {
            let user = row.shownUser.flatMap { people[$0] }
            add(to: E.list) { row.writeView(of: user, to: &$0) }
        } else if row.revision > whole.deletedAfter {
            _ = delete(row.id.bits, from: E.list)
        }
    }

    /// Tells what a row that has changed since was at that revision, if the log still knows it for sure; if not, the log
    /// brings it as it is now.
    private mutating func tellFormer<E: PulledEntity>(_ row: E, _ revision: Int64, _ head: LogHead) throws {
        let query = Query<Change>(.equals(\.entityID, row.id.bits), .atMost(\.revision, revision))
        let last = try context.store.first(query.ordered(by: \.entityID, \.revision, descending: true))
        guard let last, last.action != .delete, last.revision > head.trimmed, !E.isBlanked(last.data) else { return }
        add(to: E.list) { last.data.write(to: &$0) }
    }

    /// Learns who these users are.
    private mutating func knowUsers<E: PulledEntity>(of rows: ArraySlice<E>) throws {
        var unknown: Set<ID<User>> = []
        for row in rows { if let user = row.shownUser, people[user] == nil { unknown.insert(user) } }
        guard !unknown.isEmpty else { return }
        people.merge(try context.people(unknown)) { one, _ in one }
    }
}
