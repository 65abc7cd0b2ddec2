public import CaravanProtocol

/// The whole of what a user may change of his account.
public struct AccountReplacement: OperationInput {
    public var partial: Partial<Account>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> AccountReplacement {
        AccountReplacement(partial: try Account.fields.decode(input, .replace, context))
    }

    public static var inputSchema: JSONValue { Account.fields.inputSchema(.replace) }
}
