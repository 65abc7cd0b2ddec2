import CaravanCore
import CaravanProtocol

/// What the user sees: the server's state with her own edits over it.
enum Overlay {
    /// One entity; `nil` when there is none, or she has deleted it.
    static func entity(_ kind: EntityKind, _ served: ServedEntity?, _ edits: [QueueEntry]) -> JSONObject? {
        edits.reduce(served?.snapshot.object) { apply($1, to: $0) }
    }

    /// An edit over what is there. An update of what is not there shows nothing.
    static func apply(_ entry: QueueEntry, to present: JSONObject?) -> JSONObject? {
        switch entry.action {
        case .delete: return nil
        case .update: return present?.merging(entry.data.object)
        case .create:
            if let present { return present }
            let at = JSONValue.string(entry.clientTimestamp.description)
            var created: JSONObject = [
                "id": .string(entry.entityID.description), "revision": 0, "created_at": at, "updated_at": at,
            ]
            created[entry.entityType == .trip ? "role" : "trip_id"] =
                entry.entityType == .trip ? "owner" : .string(entry.tripID.description)
            return created.merging(entry.data.object)
        }
    }
}
