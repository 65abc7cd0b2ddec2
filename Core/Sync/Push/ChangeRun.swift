import CaravanProtocol

/// Carries out one pushed change of an entity, by the operations that everybody uses. What it throws as a ``Failure`` is
/// the reason of the rejection.
struct ChangeRun<E: Synced> {
    let change: PushedChange
    let device: SyncClient
    let policy: ResolutionStrategy
    let memory: HistoryMemory
    let context: WriteContext

    private var id: ID<E> { ID(change.entityID) }
    private var decoding: DecodingContext { DecodingContext(zones: context.services.zones) }

    func run() throws -> Verdict {
        switch change.action {
        case .create: try create()
        case .update: try update()
        case .delete: try delete()
        }
    }

    private func create() throws -> Verdict {
        var body = change.data
        body["id"] = .string(id.description)
        let draft = try Draft<E>.read(CallInput(body: body), decoding)
        let output = try E.Create.perform(draft, in: context)
        if output.entityID != change.entityID { try E.checkStandsFor(draft.partial, output) }
        return Verdict(.applied, output.revision)
    }

    // MARK: - Update

    private func update() throws -> Verdict {
        let named = try E.fields.decode(CallInput(body: change.data), .change, decoding)
        let (current, grant) = try target()
        let history = History(entity: current, device: device, memory: memory, context: context)
        guard !current.isGone else { return try updateGone(current, grant, named, history) }
        let divergence = try divergence(history)
        let partial = divergence.completed(named)
        let merge = Merge(partial, current: current, divergence: divergence)
        do {
            guard !merge.conflicts.isEmpty else {
                let revision = try apply(partial, merge.taken, to: current)
                return Verdict(merge.keepsTheirs(taking: merge.taken) ? .merged : .applied, revision)
            }
            return try context.savepoint {
                try decide(merge.taken, against: merge.conflicts, partial, current, merge, history)
            }
        } catch let failure as Failure {
            let contradiction = Contradiction(
                change: change, partial: partial, current: current, divergence: divergence, history: history)
            guard let blamed = try contradiction.fields(among: merge.taken, failure) else { throw failure }
            return try decide(
                merge.taken.subtracting(blamed), against: blamed.union(merge.conflicts), partial, current, merge,
                history)
        }
    }

    /// Does by the policy what is to be done where both sides changed the same.
    private func decide(
        _ taken: FieldMask, against conflicts: FieldMask, _ partial: Partial<E>, _ current: E, _ merge: Merge<E>,
        _ history: History<E>
    ) throws -> Verdict {
        let record = ConflictRecord(change: change, device: device, partial: partial, history: history)
        switch policy {
        case .manual:
            return Verdict(.conflict, nil, try record.keep(conflicts, in: context))
        case .merge:
            let conflict = try record.keep(conflicts, in: context)
            return Verdict(.conflict, taken.isEmpty ? nil : try apply(partial, taken, to: current), conflict)
        case .serverWins:
            let conflict = try record.keep(conflicts, decided: policy, in: context)
            let revision = try apply(partial, taken, to: current)
            return Verdict(taken.isEmpty ? .superseded : .merged, revision, conflict)
        case .clientWins:
            let conflict = try record.keep(conflicts, decided: policy, in: context)
            let all = taken.union(conflicts)
            let revision = try apply(partial, all, to: current)
            return Verdict(merge.keepsTheirs(taking: all) ? .merged : .applied, revision, conflict)
        }
    }

    /// A change of what is deleted. What the device deleted itself is simply not there.
    private func updateGone(_ current: E, _ grant: TripGrant, _ partial: Partial<E>, _ history: History<E>) throws
        -> Verdict
    {
        if let last = try history.last(), history.isOwn(last) { throw notFound }
        let record = ConflictRecord(change: change, device: device, partial: partial, history: history)
        switch policy {
        case .manual, .merge:
            return Verdict(.conflict, nil, try record.keep(partial.mask, in: context))
        case .serverWins:
            let conflict = try record.keep(partial.mask, decided: policy, in: context)
            return Verdict(.superseded, current.revision, conflict)
        case .clientWins:
            let conflict = try record.keep(partial.mask, decided: policy, in: context)
            return Verdict(.applied, try current.restored(with: partial, grant, in: context).revision, conflict)
        }
    }

    /// Changes the masked fields; answers the entity's revision afterwards.
    private func apply(_ partial: Partial<E>, _ mask: FieldMask, to current: E) throws -> Int64 {
        guard !mask.isEmpty else { return current.revision }
        return try context.savepoint {
            try E.Update.perform(E.update(id, Partial(partial.value, mask: mask)), in: context).revision
        }
    }

    // MARK: - Delete

    private func delete() throws -> Verdict {
        let (current, _) = try target()
        guard !current.isGone else { return Verdict(.superseded, current.revision) }
        let history = History(entity: current, device: device, memory: memory, context: context)
        guard try !divergence(history).isNone else { return try remove() }
        let record = ConflictRecord(change: change, device: device, partial: Partial<E>(), history: history)
        switch policy {
        case .manual, .merge: return Verdict(.conflict, nil, try record.keep(.none, in: context))
        case .serverWins:
            return Verdict(.superseded, current.revision, try record.keep(.none, decided: policy, in: context))
        case .clientWins:
            let conflict = try record.keep(.none, decided: policy, in: context)
            var verdict = try remove()
            verdict.conflict = conflict
            return verdict
        }
    }

    private func remove() throws -> Verdict {
        var input = ByID<E>()
        input.id = id
        _ = try E.Remove.perform(input, in: context)
        return Verdict(.applied, try context.store.find(id)?.revision)
    }

    // MARK: - What it is about

    /// The entity, deleted or not, for whoever may do this to it.
    private func target() throws -> (E, TripGrant) {
        guard let current = try context.store.find(id), let grant = try current.grant(in: context) else {
            throw notFound
        }
        try current.require(change.action, grant, device.userID)
        return (current, grant)
    }

    private func divergence(_ history: History<E>) throws -> Divergence<E> {
        try change.baseRevision.map { try history.divergence(since: $0) }
            ?? history.divergence(after: change.clientTimestamp)
    }

    private var notFound: Failure { Failure(.notFound, "There is no such \(E.entityName).") }
}

extension WriteOperation {
    /// Carries it out within the transaction of another operation, with its own check of access.
    static func perform(_ input: Input, in context: WriteContext) throws -> Output {
        try run(input, access.check(input, context), in: context)
    }
}
