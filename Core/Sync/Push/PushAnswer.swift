public import CaravanProtocol

/// What a push answers: the reference's three lists, and one receipt for each change in order (WIRE.md section 5).
public struct PushAnswer: OperationOutput {
    var receipts: [ReceiptView] = []
    /// Those that were found, in the order of their receipts.
    var conflicts: [ConflictView] = []
    /// The answer of the pull within, or its problem; `nil` if none was asked for.
    var pull: EncodedJSON?

    public static var schema: JSONValue? {
        let told: JSONValue = [
            "type": "array",
            "items": [
                "type": "object", "required": ["entity_type", "entity_id", "server_timestamp"],
                "properties": [
                    "entity_type": SyncedKind.jsonSchema, "entity_id": UUIDBits.jsonSchema,
                    "server_timestamp": Instant.jsonSchema,
                ],
            ],
        ]
        let refused: JSONValue = [
            "type": "array",
            "items": [
                "type": "object", "required": ["entity_type", "entity_id", "code", "detail"],
                "properties": [
                    "entity_type": String?.jsonSchema, "entity_id": UUIDBits?.jsonSchema, "code": String.jsonSchema,
                    "detail": String.jsonSchema,
                ],
            ],
        ]
        return [
            "title": "push_answer", "type": "object", "required": ["applied", "conflicts", "errors", "receipts"],
            "properties": [
                "applied": told, "conflicts": ["type": "array", "items": ConflictView.schema ?? [:]],
                "errors": refused, "receipts": ["type": "array", "items": ReceiptView.schema ?? [:]],
                "pull": ["anyOf": [PullPage.schema ?? [:], Problem.schema]],
            ],
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("applied")
        writer.beginArray()
        for view in receipts where view.receipt.isDone { writeApplied(view.receipt, to: &writer) }
        writer.endArray()
        writer.name("conflicts")
        writer.beginArray()
        for conflict in conflicts { conflict.write(to: &writer) }
        writer.endArray()
        writer.name("errors")
        writer.beginArray()
        for view in receipts where view.receipt.outcome == .rejected { writeError(view.receipt, to: &writer) }
        writer.endArray()
        writer.name("receipts")
        writer.beginArray()
        for view in receipts { view.write(to: &writer) }
        writer.endArray()
        if let pull {
            writer.name("pull")
            pull.write(to: &writer)
        }
        writer.endObject()
    }

    private func writeApplied(_ receipt: Receipt, to writer: inout JSONWriter) {
        writeEntity(receipt, to: &writer)
        writer.name("server_timestamp")
        receipt.at.write(to: &writer)
        writer.endObject()
    }

    private func writeError(_ receipt: Receipt, to writer: inout JSONWriter) {
        writeEntity(receipt, to: &writer)
        writer.name("code")
        receipt.code.write(to: &writer)
        writer.name("detail")
        receipt.detail.write(to: &writer)
        writer.endObject()
    }

    private func writeEntity(_ receipt: Receipt, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("entity_type")
        receipt.entityType.write(to: &writer)
        writer.name("entity_id")
        receipt.entityID.write(to: &writer)
    }
}
