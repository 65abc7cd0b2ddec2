import CaravanProtocol

/// What the log tells of an entity, as a device sees it that made changes offline.
struct History<E: Synced> {
    let entity: E
    let device: SyncClient
    let memory: HistoryMemory
    let context: WriteContext

    /// How many entries are looked at, and how many at once: first a few, which are mostly enough. Who has missed more is
    /// told that nobody knows.
    private static var entriesMax: Int { 10_000 }
    private static var firstMax: Int { 25 }
    private static var pageMax: Int { 500 }

    /// The entries about it, the last first.
    private var entries: Query<Change> {
        Query<Change>(.equals(\.entityID, entity.id.bits), .equals(\.scopeID, entity.homeID.bits))
            .ordered(by: \.entityID, \.revision, descending: true)
    }

    func isOwn(_ entry: Change) -> Bool { entry.clientID == device.clientID && entry.actor == device.userID }

    /// What stands last in the log about it.
    func last() throws -> Change? { try context.store.first(entries) }

    /// The last that somebody else did to it.
    func lastOfOthers() throws -> Change? {
        try context.store.select(entries.limited(to: Self.firstMax)).first { !isOwn($0) }
    }

    /// What happened to it since a revision of the trip's log.
    func divergence(since base: Int64) throws -> Divergence<E> {
        let head = try context.logHead(.trip(entity.homeID))
        // From a log that is gone: a database that was restored is behind what its devices have seen.
        guard base <= head.head else { return .unknown }
        guard entity.revision > base else { return .none(entity) }
        return try remembered(HistoryMemory.Key(entity: entity.id.bits, base: base)) {
            try found(trimmed: head.trimmed) { $0.revision <= base }
        }
    }

    /// What happened to it since a time of the device's clock, by the reference's rule.
    func divergence(after time: Instant) throws -> Divergence<E> {
        guard entity.updatedAt > time else { return .none(entity) }
        let head = try context.logHead(.trip(entity.homeID))
        // The entity's own time may be a little later than its last entry's.
        var divergence = try remembered(HistoryMemory.Key(entity: entity.id.bits, time: time)) {
            try found(trimmed: head.trimmed) { $0.revision != entity.revision && $0.at <= time }
        }
        divergence.isWhole = true
        return divergence
    }

    /// Many changes of one entity may come in one push, each on the same base: only what was written since the last of
    /// them is looked at.
    private func remembered(_ key: HistoryMemory.Key, _ find: () throws -> Divergence<E>) throws -> Divergence<E> {
        var divergence: Divergence<E>
        if let (known, revision) = memory.recall(key, as: Divergence<E>.self), revision <= entity.revision {
            divergence = known
            for step in try steps(entries(after: revision)) { divergence.take(step) }
        } else {
            divergence = try find()
        }
        memory.keep(divergence, key, at: entity.revision)
        return divergence
    }

    private func entries(after revision: Int64) throws -> [Change] {
        guard revision < entity.revision else { return [] }
        var query = entries
        query.filters.append(.greater(\.revision, than: revision))
        let found = try context.store.select(query)
        context.readCount += found.count
        return found.reversed()
    }

    private func found(trimmed: Int64, _ isSeen: (Change) -> Bool) throws -> Divergence<E> {
        var missed: [Change] = []
        var base: Change?
        var count = Self.firstMax
        var query = entries
        defer { context.readCount += missed.count }
        reading: while missed.count < Self.entriesMax {
            let page = try context.store.select(query.limited(to: count))
            for entry in page {
                if isSeen(entry) {
                    base = entry
                    break reading
                }
                missed.append(entry)
            }
            guard page.count == count, let last = page.last else { break }
            count = Self.pageMax
            query = query.starting(after: [last.entityID.stored, last.revision.stored])
        }
        // Between a making that is kept and the first entry after it others may have been removed.
        guard let oldest = base ?? missed.last, oldest.revision >= trimmed else { return .unknown }
        if missed.allSatisfy(isOwn), base != nil || missed.last?.action == .create { return .none(entity) }
        if base == nil, let first = missed.last, isOwn(first), first.action == .create { base = missed.removeLast() }
        guard let base, base.action != .delete else { return .unknown }
        return try Divergence(base: snapshot(base), steps: steps(missed.reversed()))
    }

    private func steps(_ entries: [Change]) throws -> [Divergence<E>.Step] {
        try entries.filter { $0.action != .delete }.map {
            Divergence<E>.Step(entity: try snapshot($0), isOwn: isOwn($0), isShift: $0.isShift)
        }
    }

    private func snapshot(_ entry: Change) throws -> E {
        let object = try entry.data.object(of: "an entry of \(entry.entityID)")
        return try E.fields.restored(from: object, DecodingContext(zones: context.services.zones))
    }

    /// The entity as it was at a revision, as it was logged; `null` where the log has it no more.
    func logged(at base: Int64?) throws -> EncodedJSON {
        guard let base else { return EncodedJSON() }
        var query = entries
        query.filters.append(.atMost(\.revision, base))
        guard let entry = try context.store.first(query), entry.action != .delete else { return EncodedJSON() }
        return entry.data
    }
}
