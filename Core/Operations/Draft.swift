public import CaravanProtocol

/// A new entity.
public struct Draft<E: Identified>: OperationInput {
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Draft {
        Draft(partial: try E.fields.decode(input, .create, context))
    }

    public static var inputSchema: JSONValue { E.fields.inputSchema(.create) }
}
