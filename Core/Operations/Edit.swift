public import CaravanProtocol

/// Changes of an entity.
public struct Edit<E: Identified>: OperationInput {
    public var id: ID<E>
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Edit {
        let id = try ByID<E>.read(input, context).id
        return Edit(id: id, partial: try E.fields.decode(input, .change, context))
    }

    public static var inputSchema: JSONValue { .merged(ByID<E>.inputSchema, E.fields.inputSchema(.change)) }
}
