public import CaravanProtocol

/// The entity after a conflict was decided.
public struct Resolved: OperationOutput {
    /// As it is served; `null` when it is gone.
    let entity: EncodedJSON
    let revision: Int64

    public static var schema: JSONValue? {
        [
            "type": "object", "required": ["entity", "revision"],
            "properties": ["entity": ["type": ["object", "null"]], "revision": Int64.jsonSchema],
        ]
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("entity")
        entity.write(to: &writer)
        writer.name("revision")
        writer.int(revision)
        writer.endObject()
    }
}
