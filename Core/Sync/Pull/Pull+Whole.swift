import CaravanProtocol

/// A trip that comes whole, as it was at one revision, over as many pages as it takes.
extension Pull {
    /// Of how many rows in a list it is likely that there are many more.
    private static let rowsMany = 50

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
        let columns = Columns<E>(areAllThere: whole.deletedAfter == whole.asOf)
        if columns.areAllThere { query.filters.append(E.isThere) }
        // One more than fits says whether that was all, so that a full page may be the last.
        let count = max(0, min(room, reads))
        var seen = 0
        try context.store.visit(query.starting(after: whole.last).limited(to: count + 1)) { row in
            seen += 1
            if seen <= count { try tell(row, columns, whole, head) }
            if seen == count { whole.last = try query.order.map { try E.fields.stored($0, of: row) } }
            // Who gets many rows gets more of them.
            if seen == Self.rowsMany { page.lists.update(E.list) { $0.reserve(count: count) } }
        }
        reads -= min(seen, count)
        return seen <= count
    }

    /// Where each row has what is always looked at.
    private struct Columns<E: PulledEntity> {
        let id = E.fields.requiredPlace(named: "id")
        let revision = E.fields.requiredPlace(named: "revision")
        /// Whether the query gives no deleted ones.
        let areAllThere: Bool

        func id(_ row: any StoredRow) throws -> UUIDBits {
            guard let id = try row.id(id) else { throw StorageError.corrupt("a row of \(E.self) without an id") }
            return id
        }

        func revision(_ row: any StoredRow) throws -> Int64 {
            guard let revision = try row.integer(revision) else {
                throw StorageError.corrupt("a row of \(E.self) without a revision")
            }
            return revision
        }
    }

    private mutating func tell<E: PulledEntity>(
        _ row: any StoredRow, _ columns: Columns<E>, _ whole: PullWhole, _ head: LogHead
    ) throws {
        let revision = try columns.revision(row)
        if revision > whole.asOf {
            try tellFormer(E.self, columns.id(row), whole.asOf, head)
        } else if try columns.areAllThere || !E.isGone(row) {
            let user = try E.shownUser(of: row).map { try shown($0) } ?? Self.nobody
            try add(to: E.list) { try E.writeView(of: row, user: user, to: &$0) }
        } else if revision > whole.deletedAfter {
            _ = delete(try columns.id(row), from: E.list)
        }
    }

    /// Tells what a row that has changed since was at that revision, if the log still knows it for sure; if not, the log
    /// brings it as it is now.
    private mutating func tellFormer<E: PulledEntity>(
        _: E.Type, _ id: UUIDBits, _ revision: Int64, _ head: LogHead
    ) throws {
        let query = Query<Change>(.equals(\.entityID, id), .atMost(\.revision, revision))
        let last = try context.store.first(query.ordered(by: \.entityID, \.revision, descending: true))
        guard let last, last.action != .delete, last.revision > head.trimmed, !E.isBlanked(last.data) else { return }
        add(to: E.list) { last.data.write(to: &$0) }
    }

    private static let nobody = EncodedJSON(UserSummary().write(to:))

    /// A user as others see him, looked up and written once a page.
    private mutating func shown(_ user: ID<User>) throws -> EncodedJSON {
        if let known = people[user] { return known }
        let summary = try context.people([user])[user] ?? UserSummary()
        let encoded = EncodedJSON(summary.write(to:))
        people[user] = encoded
        return encoded
    }
}
