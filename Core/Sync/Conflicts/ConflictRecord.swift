import CaravanProtocol

/// Keeps a conflict with both sides, so that nothing of either is lost.
struct ConflictRecord<E: Synced> {
    let change: PushedChange
    let device: SyncClient
    /// The device's side; names nothing where it deletes.
    let partial: Partial<E>
    let history: History<E>

    /// Keeps it, undecided or as a policy decided it. The same change that comes again, without a number by which it
    /// would be known, meets the same conflict.
    func keep(_ fields: FieldMask, decided strategy: ResolutionStrategy? = nil, in context: WriteContext) throws
        -> Conflict
    {
        let current = history.entity
        var conflict = Conflict()
        conflict.userID = device.userID
        conflict.syncClientID = device.id
        conflict.tripID = current.homeID
        conflict.entityType = E.entityName
        conflict.entityID = current.id.bits
        conflict.action = change.action
        conflict.clientTimestamp = change.clientTimestamp
        conflict.baseRevision = change.baseRevision
        conflict.clientData = partial.encoded
        if let first = try open(like: conflict, in: context) {
            guard let strategy else { return first }
            return try context.resolve(first, strategy, notes: nil)
        }
        conflict.id = context.newID()
        conflict.serverData = current.isGone ? EncodedJSON() : try current.logged(in: context)
        conflict.baseData = try history.logged(at: change.baseRevision)
        conflict.conflictFields = names(fields)
        conflict.serverRevision = current.revision
        conflict.serverActor = try history.lastOfOthers()?.actor
        conflict.createdAt = context.now
        conflict.resolutionStrategy = strategy
        if strategy != nil {
            conflict.resolvedAt = context.now
            conflict.resolvedBy = device.userID
        }
        try context.table.insert(conflict)
        return conflict
    }

    /// The last ones are enough: what comes again comes soon.
    private static var lookedAtMax: Int { 50 }

    private func open(like conflict: Conflict, in context: WriteContext) throws -> Conflict? {
        try context.store.select(
            Query<Conflict>(.equals(\.entityID, conflict.entityID), .isNull(\.resolvedAt))
                .ordered(by: \.entityID, \.id, descending: true).limited(to: Self.lookedAtMax)
        ).first {
            $0.syncClientID == conflict.syncClientID && $0.action == conflict.action
                && $0.clientTimestamp == conflict.clientTimestamp && $0.clientData == conflict.clientData
        }
    }

    private func names(_ mask: FieldMask) -> EncodedJSON {
        EncodedJSON {
            $0.beginArray()
            for place in mask.places { $0.string(E.fields.fields[place].name) }
            $0.endArray()
        }
    }
}
