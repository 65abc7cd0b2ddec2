import CaravanProtocol

/// Decides a conflict by a strategy, once. What it changes counts as a change of the device whose conflict it was.
struct Resolution<E: Synced> {
    let conflict: Conflict
    let strategy: ResolutionStrategy
    let data: JSONObject?
    let context: WriteContext

    private var id: ID<E> { ID(conflict.entityID) }

    func decide(notes: String?) throws -> Resolved {
        guard let current = try context.store.find(id), let grant = try current.grant(in: context) else {
            throw StorageError.corrupt("conflict \(conflict.id) is about nothing")
        }
        try current.require(conflict.action, grant, conflict.userID)
        // Decided once, it stays so, whatever is asked later.
        guard conflict.resolvedAt == nil else { return try answer() }
        context.origin = try origin()
        defer { context.origin = nil }
        switch strategy {
        case .serverWins: break
        case .clientWins: try applyClientsSide(to: current, grant)
        case .merge, .manual: try apply(data ?? [:], to: current, grant)
        }
        _ = try context.resolve(conflict, strategy, notes: notes)
        return try answer()
    }

    private func origin() throws -> ChangeOrigin? {
        try context.store.find(conflict.syncClientID).map {
            ChangeOrigin(clientID: $0.clientID, clientTimestamp: conflict.clientTimestamp)
        }
    }

    private func applyClientsSide(to current: E, _ grant: TripGrant) throws {
        guard conflict.action != .delete else {
            guard !current.isGone else { return }
            var input = ByID<E>()
            input.id = id
            _ = try E.Remove.perform(input, in: context)
            return
        }
        guard case .object(let data) = try JSONReader.parse(Array(conflict.clientData.text.utf8)) else {
            throw StorageError.corrupt("conflict \(conflict.id) holds no change")
        }
        try apply(data, to: current, grant)
    }

    private func apply(_ data: JSONObject, to current: E, _ grant: TripGrant) throws {
        let partial: Partial<E>
        do throws(Failure) {
            partial = try E.fields.decode(
                CallInput(body: data), .change, DecodingContext(zones: context.services.zones))
        } catch {
            throw Failure.invalid(
                error.errors.map { FieldProblem("resolved_data." + $0.field, $0.code, $0.detail) })
        }
        if current.isGone {
            _ = try current.restored(with: partial, grant, in: context)
        } else if !partial.mask.isEmpty {
            _ = try E.Update.perform(E.update(id, partial), in: context)
        }
    }

    private func answer() throws -> Resolved {
        guard let entity = try context.store.find(id) else {
            throw StorageError.corrupt("conflict \(conflict.id) is about nothing")
        }
        return Resolved(
            entity: entity.isGone ? EncodedJSON() : try entity.served(in: context), revision: entity.revision)
    }
}
