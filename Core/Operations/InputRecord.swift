public import CaravanProtocol

/// A record that is an operation's own input.
public protocol InputRecord: Record, OperationInput {}

extension InputRecord {
    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Self {
        try fields.decode(input, .input, context).value
    }

    public static var inputSchema: JSONValue { fields.inputSchema(.input) }
}
