public import CaravanProtocol

/// What an operation takes: read from path, query and body together, all problems reported at once.
public protocol OperationInput: Sendable {
    static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Self
    /// The JSON Schema of all its fields.
    static var inputSchema: JSONValue { get }
    /// Whether HTTP calls must bring a body when they have fields outside the path.
    static var needsBody: Bool { get }
}

extension OperationInput {
    public static var needsBody: Bool { true }
}
