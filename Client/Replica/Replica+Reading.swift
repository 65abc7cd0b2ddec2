public import CaravanCore
public import CaravanProtocol

extension Replica {
    /// The trips that the user sees, without what is in them; by their first day.
    public func trips() throws -> [Seen<Trip>] {
        try storage.readNow { table in
            var served: [UUIDBits: ServedEntity] = [:]
            for trip in try table.select(Query<ServedEntity>(.equals(\.kind, .trip))) { served[trip.id] = trip }
            let edits = Dictionary(
                grouping: try table.shownEdits(Query(.equals(\.entityType, .trip))), by: \.entityID)
            return Set(served.keys).union(edits.keys).compactMap { id in
                let edits = edits[id] ?? []
                guard let json = Overlay.entity(.trip, served[id], edits) else { return nil }
                return Seen<Trip>(json, isPending: edits.contains { $0.status != .synced })
            }
            .sorted { ($0.entity.startDate, $0.id.bits) < ($1.entity.startDate, $1.id.bits) }
        }
    }

    /// A trip with all that is in it; `nil` when the user sees none with that id.
    public func trip(_ id: ID<Trip>) throws -> SeenTrip? {
        try storage.readNow { table in
            TripPicture(
                try table.select(Query<ServedEntity>(.equals(\.tripID, id.bits))),
                try table.shownEdits(Query(.equals(\.tripID, id.bits))))
        }
        .trip(id.bits)
    }

    /// One entity as the user sees it; `nil` when she sees none.
    public func entity(_ kind: EntityKind, _ id: UUIDBits) throws -> JSONObject? {
        try storage.readNow { table in
            Overlay.entity(
                kind, try table.served(kind, id),
                try table.shownEdits(Query(.equals(\.entityID, id), .equals(\.entityType, kind))))
        }
    }

    // MARK: - The server's state

    /// What the server has told of that kind, without the user's edits; of one trip, or of all.
    public func served(_ kind: EntityKind, in trip: UUIDBits? = nil) throws -> [ServedEntity] {
        var query = Query<ServedEntity>(.equals(\.kind, kind))
        if let trip { query.filters.append(.equals(\.tripID, trip)) }
        return try storage.readNow { try $0.select(query.ordered(by: \.id)) }
    }

    /// The checksum of what is held of a trip, as the server counts it (WIRE.md section 5).
    public func checksum(of trip: UUIDBits) throws -> TripChecksum { try storage.readNow { try $0.checksum(of: trip) } }

    /// Whether all that was told is taken: no page is missing, and no full pull under way.
    public func isCaughtUp() throws -> Bool {
        try storage.readNow { table in
            let state = try table.state()
            return state.cursor != nil && !state.isPullDue && state.rebuild == .none
        }
    }
}
