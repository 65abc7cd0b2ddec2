import CaravanCore
import CaravanProtocol

/// An entry of a trip's log, as the database has it.
struct LogEntry {
    let revision: Int64
    let at: Instant
    let kind: EntityKind?
    let entity: UUIDBits
    let action: String
    let clientID: String?
    let actor: UUIDBits?
    /// `{id}` of what was deleted.
    let data: JSONObject

    init(_ change: Change) throws {
        revision = change.revision
        at = change.at
        kind = EntityKind(rawValue: change.entityType)
        entity = change.entityID
        action = change.action.rawValue
        clientID = change.clientID
        actor = change.actor?.bits
        data = try JSONReader.parse(Array(change.data.text.utf8), depthMax: .max).object ?? [:]
    }
}
