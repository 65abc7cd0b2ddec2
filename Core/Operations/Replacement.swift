public import CaravanProtocol

/// The whole of an entity anew.
public struct Replacement<E: Identified>: OperationInput {
    public var id: ID<E>
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Replacement {
        let id = try ByID<E>.read(input, context).id
        return Replacement(id: id, partial: try E.fields.decode(input, .replace, context))
    }

    public static var inputSchema: JSONValue { .merged(ByID<E>.inputSchema, E.fields.inputSchema(.replace)) }
}
