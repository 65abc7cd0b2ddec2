public import CaravanCore
public import CaravanProtocol

/// An entity that a user edits offline.
public protocol EditedEntity: Identified {
    static var kind: EntityKind { get }
}

extension Trip: EditedEntity {
    public static var kind: EntityKind { .trip }
}

extension Destination: EditedEntity {
    public static var kind: EntityKind { .destination }
}

extension Activity: EditedEntity {
    public static var kind: EntityKind { .activity }
}

extension Message: EditedEntity {
    public static var kind: EntityKind { .message }
}

extension LocalEdit {
    /// Makes an entity of the meant fields, with the id of its value.
    public static func create<E: EditedEntity>(_ draft: Partial<E>) -> LocalEdit {
        LocalEdit(.create, E.kind, draft.value.id.bits, draft.editedJSON)
    }

    /// Sets the meant fields of the entity.
    public static func update<E: EditedEntity>(_ id: ID<E>, _ fields: Partial<E>) -> LocalEdit {
        LocalEdit(.update, E.kind, id.bits, fields.editedJSON)
    }

    public static func delete<E: EditedEntity>(_ id: ID<E>) -> LocalEdit { LocalEdit(.delete, E.kind, id.bits) }
}

extension Partial where R: EditedEntity {
    /// The meant fields as JSON, without the id.
    fileprivate var editedJSON: JSONObject {
        var writer = JSONWriter()
        writer.beginObject()
        R.fields.writeMembers(of: value, mask.subtracting(R.fields.mask(named: "id")), to: &writer)
        writer.endObject()
        return EncodedJSON(bytes: writer.bytes).object
    }
}
