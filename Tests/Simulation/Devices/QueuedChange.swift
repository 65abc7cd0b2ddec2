import CaravanProtocol

/// Something that a device's user did, on its way to the server.
struct QueuedChange {
    let kind: EntityKind
    let entity: UUIDBits
    var action: EditAction
    var data: JSONObject
    var at: Instant
    var baseRevision: Int64?
    let baseEpoch: String?
    /// Given when it is sent first: what is sent again is the same.
    var number: Int64?
    var attempts = 0

    var json: JSONValue {
        var change: JSONObject = [
            "entity_type": .string(kind.rawValue), "entity_id": JSONValue(entity), "action": .string(action.rawValue),
            "client_timestamp": JSONValue(at), "data": .object(data),
        ]
        if let baseRevision {
            change["base_revision"] = .number(JSONNumber(baseRevision))
            // For the simulation's eyes: servers ignore what they do not know.
            if let baseEpoch { change["base_epoch"] = .string(baseEpoch) }
        }
        if let number { change["number"] = .number(JSONNumber(number)) }
        return .object(change)
    }
}
