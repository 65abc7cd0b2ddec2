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
        let data = try strategy.needsData ? partial(self.data ?? [:]) : nil
        guard conflict.resolvedAt == nil else {
            // Decided once, it stays so; another decision that comes later must not seem to be taken.
            guard conflict.resolutionStrategy == strategy, conflict.resolvedData == data?.encoded else {
                throw Failure(.conflict, "The conflict is decided already, in another way.")
            }
            return try Self.answer(of: conflict, in: context)
        }
        context.origin = try origin()
        defer { context.origin = nil }
        if let data {
            try apply(data, to: current, grant)
        } else if strategy == .clientWins {
            try applyClientsSide(to: current, grant)
        }
        _ = try context.resolve(conflict, strategy, data: data?.encoded, notes: notes)
        return try Self.answer(of: conflict, in: context)
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
        let data = try conflict.clientData.object(of: "conflict \(conflict.id)")
        try apply(partial(data), to: current, grant)
    }

    private func partial(_ data: JSONObject) throws -> Partial<E> {
        let partial: Partial<E>
        do throws(Failure) {
            partial = try E.fields.decode(
                CallInput(body: data), .change, DecodingContext(zones: context.services.zones))
        } catch {
            throw Failure.invalid(
                error.errors.map { FieldProblem("resolved_data." + $0.field, $0.code, $0.detail) })
        }
        guard !partial.mask.isEmpty else {
            throw Failure.invalid("resolved_data", .required, "This names nothing that can be set.")
        }
        return partial
    }

    private func apply(_ partial: Partial<E>, to current: E, _ grant: TripGrant) throws {
        if current.isGone {
            _ = try current.restored(with: partial, grant, in: context)
        } else {
            _ = try E.Update.perform(E.update(id, partial), in: context)
        }
    }

    /// The entity that the conflict is about, as it is now.
    static func answer(of conflict: Conflict, in context: Context) throws -> Resolved {
        guard let entity = try context.store.find(ID<E>(conflict.entityID)) else {
            throw StorageError.corrupt("conflict \(conflict.id) is about nothing")
        }
        return Resolved(
            entity: entity.isGone ? EncodedJSON() : try entity.served(in: context), revision: entity.revision)
    }
}
