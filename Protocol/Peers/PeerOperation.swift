/// Something that only a live peer can ask for, with its answer: `events.subscribe`.
public struct PeerOperation: Sendable {
    public let name: String
    /// One line for people.
    public let summary: String
    public let inputSchema: JSONValue
    public let outputSchema: JSONValue
    /// The codes that it may fail with.
    public let failures: [FailureCode]

    public init(
        name: String, summary: String, inputSchema: JSONValue, outputSchema: JSONValue, failures: [FailureCode]
    ) {
        self.name = name
        self.summary = summary
        self.inputSchema = inputSchema
        self.outputSchema = outputSchema
        self.failures = failures
    }
}
