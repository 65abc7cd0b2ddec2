public import CaravanProtocol

/// What a user changes of his account.
public struct AccountEdit: OperationInput {
    public var partial: Partial<Account>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> AccountEdit {
        AccountEdit(partial: try Account.fields.decode(input, .change, context))
    }

    public static var inputSchema: JSONValue { Account.fields.inputSchema(.change) }
}
