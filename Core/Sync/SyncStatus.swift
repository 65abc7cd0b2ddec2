public import CaravanProtocol

/// How a user's devices stand: the reference's server metadata.
public struct SyncStatus: OperationOutput {
    let devices: [SyncClient]
    let conflictCount: Int
    /// The oldest of those that are open.
    let conflicts: [ConflictView]
    let epoch: String

    public static var schema: JSONValue? {
        [
            "title": "sync_status", "type": "object",
            "required": [
                "last_sync_timestamp", "client_ids", "clients", "conflict_count", "conflicts", "pending", "epoch",
            ],
            "properties": [
                "last_sync_timestamp": Instant?.jsonSchema,
                "client_ids": ["type": "array", "items": String.jsonSchema],
                "clients": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["client_id", "last_sync_timestamp", "highest_number"],
                        "properties": [
                            "client_id": String.jsonSchema, "last_sync_timestamp": Instant.jsonSchema,
                            "highest_number": Int64?.jsonSchema,
                        ],
                    ],
                ],
                "conflict_count": Int.jsonSchema,
                "conflicts": ["type": "array", "items": ConflictView.schema ?? [:]],
                "pending": ["type": "integer", "const": 0], "epoch": ["type": "string", "minLength": 1],
            ],
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("last_sync_timestamp")
        devices.map(\.lastSyncAt).max().write(to: &writer)
        writer.name("client_ids")
        writer.beginArray()
        for device in devices { writer.string(device.clientID) }
        writer.endArray()
        writer.name("clients")
        writer.beginArray()
        for device in devices { write(device, to: &writer) }
        writer.endArray()
        writer.name("conflict_count")
        writer.int(Int64(conflictCount))
        writer.name("conflicts")
        writer.beginArray()
        for conflict in conflicts { conflict.write(to: &writer) }
        writer.endArray()
        writer.name("pending")
        // The server carries out a push before it answers; nothing waits here.
        writer.int(0)
        writer.name("epoch")
        writer.string(epoch)
        writer.endObject()
    }

    private func write(_ device: SyncClient, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("client_id")
        writer.string(device.clientID)
        writer.name("last_sync_timestamp")
        device.lastSyncAt.write(to: &writer)
        writer.name("highest_number")
        device.highestNumber.write(to: &writer)
        writer.endObject()
    }
}
