public import CaravanProtocol

/// An entity as the user sees it: the server's state with her own edits over it.
public struct Seen<E: EditedEntity>: Sendable, Equatable {
    public let entity: E
    /// All members, those too that the entity has no field for (`role`, `sender`).
    public let json: JSONObject
    /// Whether some of it has not reached the server.
    public let isPending: Bool

    public var id: ID<E> { entity.id }

    /// `nil` when the object is no such entity: an edit of it was of another form than the server takes.
    init?(_ json: JSONObject, isPending: Bool) {
        guard let entity = try? E.fields.restored(from: json, AnyZone.context) else { return nil }
        self.entity = entity
        self.json = json
        self.isPending = isPending
    }

    public static func == (one: Seen, other: Seen) -> Bool {
        one.json == other.json && one.isPending == other.isPending
    }
}
