import CaravanProtocol

extension WriteContext {
    /// SHA-256 of what a create was asked for: its operation and the fields that were named, as JSON.
    func fingerprint<R: Record>(_ operation: String, _ partial: Partial<R>) -> Bytes {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("operation")
        writer.string(operation)
        R.fields.writeMembers(of: partial.value, partial.mask, to: &writer)
        writer.endObject()
        return Bytes(services.signer.fingerprint(writer.bytes))
    }

    /// A create that came before under the same id: the entity as its first answer had it.
    ///
    /// The entry in the log is compared, never the stored entity, which may have changed since. `nil` if the id is new;
    /// throws `already_exists` if it stands for something else, of whatever kind: by its id alone an entry of the log
    /// says what it is of.
    func repeated<E: Versioned>(_ id: ID<E>, _ fingerprint: Bytes) throws -> E? {
        // The first of them made the entity; those of gained access come later.
        let first = try store.first(
            Query(.equals(\Change.entityID, id.bits), .equals(\.action, .create)).ordered(by: \.entityID, \.revision))
        if first == nil, try store.find(id) == nil { return nil }
        guard let first, first.entityType == E.schema.name, first.fingerprint == fingerprint, first.actor == caller?.id,
            case .object(let snapshot)? = try? JSONReader.parse(Array(first.data.text.utf8))
        else { throw Failure(.alreadyExists, "The id is taken by something else.", errors: [.takenID]) }
        return try E.fields.restored(from: snapshot, DecodingContext(zones: services.zones))
    }
}

extension FieldProblem {
    fileprivate static let takenID = FieldProblem("id", .taken, "Another entity has this id.")
}
