public import CaravanProtocol

/// An entry of a log as clients see it, on every transport (WIRE.md sections 2 and 4).
public struct Event: OperationOutput {
    public let change: Change
    public let actor: UserSummary?
    public let epoch: String

    public static var schema: JSONValue? {
        var properties: JSONObject = [
            "scope": ["type": "string", "pattern": "^(trip|user):[0-9a-f-]{36}$"],
            "epoch": ["type": "string", "minLength": 1],
            "actor": ["anyOf": [UserSummary.schema ?? [:], ["type": "null"]]], "data": ["type": "object"],
        ]
        for field in Change.fields.fields where field.right.isShown && field.name != "actor" && field.name != "data" {
            properties[field.name] = field.outputSchema
        }
        return [
            "title": "event", "type": "object", "properties": .object(properties),
            "required": .array(properties.members.map { .string($0.name) }),
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("scope")
        writer.string(Scope(kind: change.scopeKind, id: change.scopeID).description)
        writer.name("revision")
        writer.int(change.revision)
        writer.name("epoch")
        writer.string(epoch)
        writer.name("type")
        change.type.write(to: &writer)
        writer.name("actor")
        if let actor { actor.write(to: &writer) } else { writer.null() }
        writer.name("at")
        change.at.write(to: &writer)
        writer.name("data")
        change.data.write(to: &writer)
        writer.name("entity_type")
        writer.string(change.entityType)
        writer.name("entity_id")
        change.entityID.write(to: &writer)
        writer.name("action")
        change.action.write(to: &writer)
        writer.name("client_id")
        change.clientID.write(to: &writer)
        writer.name("client_timestamp")
        change.clientTimestamp.write(to: &writer)
        writer.endObject()
    }
}
