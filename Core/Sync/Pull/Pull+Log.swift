import CaravanProtocol

/// What a trip's log says after a position: of each entity only the last entry of the page, so that each page ends at a
/// state in which the trip was.
extension Pull {
    /// How many entries are read at once.
    private static let entriesMax = 500

    mutating func readLog(after position: Int64, _ head: LogHead, _ grant: TripGrant, _ membership: Membership) throws
        -> PullPlace
    {
        let entries = try entries(after: position, head)
        guard let end = entries.end else { return .at(position) }
        var isTripTold = false
        for (list, entry) in entries.told {
            if list == .trips { isTripTold = true }
            try tell(entry, in: list, grant)
        }
        // A change of members changes how the trip looks to him, and is no change of its own.
        let isOtherwise = entries.told.contains { list, entry in
            list == .members && (entry.action != .update || entry.entityID == membership.id.bits)
        }
        guard isOtherwise, !isTripTold else { return .at(end) }
        guard room > 0 else { return .owing(end) }
        if grant.trip.revision <= end { write(TripView(grant.trip, role: grant.role)) }
        return .at(end)
    }

    private struct Entries {
        /// The last of each entity, in their order.
        var told: [(list: PullList, entry: Change)] = []
        /// How far they reach; `nil` for nowhere.
        var end: Int64?
    }

    /// The entries that fit.
    private mutating func entries(after position: Int64, _ head: LogHead) throws -> Entries {
        var all: [(list: PullList, entry: Change)] = []
        var last: [UUIDBits: Int] = [:]
        var end: Int64?
        reading: while reads > 0, end ?? position < head.head {
            let query = Query<Change>(.equals(\.scopeID, head.scopeID), .greater(\.revision, than: end ?? position))
            let some = try context.store.select(
                query.ordered(by: \.revision).limited(to: min(reads, Self.entriesMax)))
            for entry in some {
                if let list = PullList.ofEntityType[entry.entityType], kinds.contains(list.kind) {
                    guard last[entry.entityID] != nil || last.count < room else { break reading }
                    last[entry.entityID] = all.count
                    all.append((list, entry))
                }
                reads -= 1
                end = entry.revision
            }
            if some.isEmpty { break }
        }
        let told = all.enumerated().filter { last[$1.entry.entityID] == $0 }.map(\.element)
        return Entries(told: told, end: end)
    }

    private mutating func tell(_ entry: Change, in list: PullList, _ grant: TripGrant) throws {
        if entry.action == .delete || PullList.tables[list]?.isBlanked(entry.data) == true {
            _ = delete(entry.entityID, from: list)
        } else if list == .trips {
            try tellTrip(entry, grant)
        } else {
            add(to: list) { entry.data.write(to: &$0) }
        }
    }

    /// The trip as the entry says, with what is the caller's own, and the number of members, as of now.
    private mutating func tellTrip(_ entry: Change, _ grant: TripGrant) throws {
        if grant.trip.revision == entry.revision { return write(TripView(grant.trip, role: grant.role)) }
        var trip = try entry.data.object(of: "an entry of trip \(grant.trip.id)")
        trip["member_count"] = .number(JSONNumber(Int64(grant.trip.memberCount)))
        trip["role"] = grant.role.map { .string($0.rawValue) } ?? .null
        add(to: .trips) { $0.value(.object(trip)) }
    }
}
