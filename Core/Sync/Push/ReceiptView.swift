import CaravanProtocol

/// A receipt as a push answers it. That of a change without a number is answered once and not kept.
struct ReceiptView: OperationOutput {
    var receipt: Receipt
    var isNumbered: Bool

    static var schema: JSONValue? {
        [
            "title": "receipt", "type": "object",
            "required": [
                "number", "entity_type", "entity_id", "outcome", "revision", "code", "detail", "errors", "retryable",
                "conflict_id",
            ],
            "properties": [
                "number": Int64?.jsonSchema, "entity_type": String?.jsonSchema, "entity_id": UUIDBits?.jsonSchema,
                "outcome": SyncOutcome.jsonSchema, "revision": Int64?.jsonSchema, "code": String?.jsonSchema,
                "detail": String?.jsonSchema, "errors": ["type": "array"], "retryable": Bool.jsonSchema,
                "conflict_id": UUIDBits?.jsonSchema,
            ],
        ]
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("number")
        if isNumbered { writer.int(receipt.number) } else { writer.null() }
        writer.name("entity_type")
        receipt.entityType.write(to: &writer)
        writer.name("entity_id")
        receipt.entityID.write(to: &writer)
        writer.name("outcome")
        receipt.outcome.write(to: &writer)
        writer.name("revision")
        receipt.revision.write(to: &writer)
        writer.name("code")
        receipt.code.write(to: &writer)
        writer.name("detail")
        receipt.detail.write(to: &writer)
        writer.name("errors")
        receipt.errors.write(to: &writer)
        writer.name("retryable")
        receipt.isRetryable.write(to: &writer)
        writer.name("conflict_id")
        receipt.conflictID.write(to: &writer)
        writer.endObject()
    }
}
