/// One call as the log has it; never its input, tokens or passwords.
public struct CallRecord: Sendable {
    public var operation: String
    public var transport: String
    public var requestID: String
    /// The caller's user id.
    public var caller: String?
    /// `ok` or the failure's code.
    public var outcome: String
    public var milliseconds: Double
    /// The private cause of a failure.
    public var cause: (any Error)?

    public init(
        operation: String, transport: String, requestID: String, caller: String?, outcome: String, milliseconds: Double,
        cause: (any Error)? = nil
    ) {
        self.operation = operation
        self.transport = transport
        self.requestID = requestID
        self.caller = caller
        self.outcome = outcome
        self.milliseconds = milliseconds
        self.cause = cause
    }
}
