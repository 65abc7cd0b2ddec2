import CaravanProtocol

/// A conflict as pushes and `sync.status` show it to the user whose change it is.
struct ConflictView: OperationOutput {
    let conflict: Conflict
    /// The device's own name for itself.
    let clientID: String

    static var schema: JSONValue? {
        [
            "title": "conflict", "type": "object",
            "required": [
                "conflict_id", "entity_type", "entity_id", "client_data", "server_data", "base_data", "fields",
            ],
            "properties": [
                "conflict_id": UUIDBits.jsonSchema, "trip_id": UUIDBits.jsonSchema,
                "entity_type": SyncedKind.jsonSchema, "entity_id": UUIDBits.jsonSchema,
                "action": ChangeAction.jsonSchema, "client_id": String.jsonSchema,
                "client_timestamp": Instant.jsonSchema, "base_revision": Int64?.jsonSchema,
                "client_data": ["type": "object"], "server_data": ["type": ["object", "null"]],
                "base_data": ["type": ["object", "null"]],
                "fields": ["type": "array", "items": ["type": "string"]],
                "server_revision": Int64.jsonSchema, "server_actor": UUIDBits?.jsonSchema,
                "created_at": Instant.jsonSchema, "resolution_strategy": ResolutionStrategy?.jsonSchema,
                "resolved_at": Instant?.jsonSchema, "resolved_by": UUIDBits?.jsonSchema, "notes": String?.jsonSchema,
                "resolved_data": ["type": ["object", "null"]],
            ],
        ]
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("conflict_id")
        conflict.id.write(to: &writer)
        Conflict.fields.writeMembers(of: conflict, Self.shown, to: &writer)
        writer.name("fields")
        conflict.conflictFields.write(to: &writer)
        writer.name("client_id")
        writer.string(clientID)
        writer.endObject()
    }

    private static let shown = Conflict.fields.mask {
        $0.right.isShown && $0.name != "id" && $0.name != "conflict_fields"
    }
}
