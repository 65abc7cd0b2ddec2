import CaravanProtocol

extension Ledger {
    /// Takes the page of an answer; or notes that it has none, and perhaps why: the pull in a push can be refused by
    /// itself. A page from elsewhere than where this replica stands is asked for again: another process with the same
    /// database has gone on.
    mutating func take(_ page: PullPage?, _ refusal: FailureCode?, of request: SyncRequest) throws {
        if let page, request.asksForNews, request.cursor == state.cursor { return try take(page) }
        state.isPullDue = true
        guard page == nil, request.asksForNews, request.cursor != nil else { return }
        if refusal == .resyncRequired || refusal == .malformed || refusal == .validationFailed { begin(.resync) }
    }

    /// Takes a page, and with it its cursor: `deleted` first, then the lists.
    private mutating func take(_ page: PullPage) throws {
        if let known = state.epoch, known != page.epoch, state.rebuild != .none { state.rebuild = .restored }
        for (kind, id) in page.deleted { try drop(kind, id) }
        for entity in page.entities { try keep(entity) }
        state.cursor = page.cursor
        state.epoch = page.epoch
        state.isPullDue = page.hasMore
        state.pushesAlone = false
        if !page.hasMore { try finishPull(page) }
    }

    private func drop(_ kind: EntityKind, _ id: UUIDBits) throws {
        guard kind == .trip else {
            try table.delete(ServedEntity.self, key: ServedEntity.key(kind, id))
            return
        }
        try lose(id)
    }

    private func lose(_ trip: UUIDBits) throws {
        try table.delete(where: Query<ServedEntity>(.equals(\.tripID, trip)))
        try table.delete(TripHealing.self, key: [.id(trip)])
        guard try table.find(LostTrip.self, key: [.id(trip)]) == nil else { return }
        var lost = LostTrip()
        lost.tripID = trip
        try table.insert(lost)
    }

    private func keep(_ told: PullPage.Entity) throws {
        var entity = ServedEntity()
        entity.kind = told.kind
        entity.id = told.id
        entity.tripID = told.tripID
        entity.revision = told.revision
        entity.snapshot = EncodedJSON(told.snapshot)
        entity.generation = state.generation
        if try table.served(told.kind, told.id) == nil {
            try table.insert(entity)
        } else {
            try table.update(entity, ServedEntity.fields.mask(\.tripID, \.revision, \.snapshot, \.generation))
        }
        if told.kind == .trip { try table.delete(LostTrip.self, key: [.id(told.id)]) }
    }

    private mutating func finishPull(_ page: PullPage) throws {
        let wasRestored = state.rebuild == .restored
        if state.rebuild != .none { try sweep() }
        state.rebuild = .none
        if wasRestored { try rebase() }
        // What a receipt said is in what was pulled since; but a restored server may have forgotten it.
        let synced = Query<QueueEntry>(.equals(\.status, .synced))
        if wasRestored {
            for var entry in try table.select(synced) {
                entry.status = .syncing
                try write(entry)
            }
        } else {
            try table.delete(where: synced)
        }
        for lost in try table.select(Query<LostTrip>()) {
            try holdAll(of: lost.tripID)
            try table.delete(LostTrip.self, key: [.id(lost.tripID)])
        }
        state.lastSyncTimestamp = page.timestamp
        try heal(page.checksums)
    }

    // MARK: - All anew

    /// Pulls everything again. What is there stays to be looked at until the end says what of it is gone.
    mutating func begin(_ rebuild: RebuildKind) {
        if state.rebuild != .restored { state.rebuild = rebuild }
        state.generation += 1
        state.cursor = nil
        state.isPullDue = true
    }

    /// Drops what the full pull has not told.
    private func sweep() throws {
        let stale = Query<ServedEntity>(.less(\.generation, than: state.generation))
        for entity in try table.select(Query(stale.filters + [.equals(\.kind, .trip)])) { try lose(entity.id) }
        try table.delete(where: stale)
    }

    /// After a restore a revision may name something else: an edit keeps its base only where the server still has it.
    private func rebase() throws {
        let based = Query<QueueEntry>(.isNotNull(\.baseRevision), .oneOf(\.status, [.pending, .syncing, .synced]))
        for var entry in try table.select(based) {
            let served = try table.served(entry.entityType, entry.entityID)
            guard served?.revision != entry.baseRevision || !isSame(served?.snapshot, entry.base) else { continue }
            entry.baseRevision = nil
            try write(entry)
        }
    }

    /// Whether both are the same state of an entity; what differs by caller does not count.
    private func isSame(_ one: EncodedJSON?, _ other: EncodedJSON?) -> Bool {
        guard var one = one?.object, var other = other?.object else { return false }
        for name in ["role", "member_count"] {
            one[name] = nil
            other[name] = nil
        }
        return one == other
    }

    // MARK: - Checksums

    private mutating func heal(_ told: [UUIDBits: TripChecksum]) throws {
        var diverged = false
        for (trip, sum) in told.sorted(by: { $0.key < $1.key }) where try table.checksum(of: trip) != sum {
            guard try mayHeal(trip) else { continue }
            state.healedCount += 1
            diverged = true
        }
        if diverged { begin(.healing) }
    }

    /// Whether the trip was not healed lately; notes that it is now.
    private func mayHeal(_ trip: UUIDBits) throws -> Bool {
        var healing = TripHealing()
        healing.tripID = trip
        healing.healedAt = now
        guard let last = try table.find(TripHealing.self, key: [.id(trip)]) else {
            try table.insert(healing)
            return true
        }
        // One in the future was noted by a clock that has been set back.
        guard last.healedAt > now || last.healedAt.adding(seconds: options.healingIntervalSeconds) <= now else {
            return false
        }
        try table.update(healing, TripHealing.fields.mask(\.healedAt))
        return true
    }
}

extension Reading {
    /// The checksum of what is held of a trip.
    func checksum(of trip: UUIDBits) throws -> TripChecksum {
        var sum = TripChecksum()
        for entity in try select(Query<ServedEntity>(.equals(\.tripID, trip))) where entity.kind != .member {
            sum.toggle(entity.id, revision: entity.revision)
        }
        return sum
    }
}
