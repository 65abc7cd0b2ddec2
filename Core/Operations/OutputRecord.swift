public import CaravanProtocol

/// A record that is an answer: its shown fields as an object.
public protocol OutputRecord: Record, OperationOutput {}

extension OutputRecord {
    public static var schema: JSONValue? { fields.outputSchema }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        Self.fields.writeMembers(of: self, to: &writer)
        writer.endObject()
    }
}

extension OutputRecord where Self: Entity {
    public static var schema: JSONValue? { fields.outputSchema.titled(entityName) }

    /// The entity's name on the wire.
    private static var entityName: String {
        let schema: EntitySchema<Self> = schema
        return schema.name
    }
}

extension Destination: OutputRecord {}

extension Activity: OutputRecord {}
