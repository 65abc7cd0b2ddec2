import CaravanProtocol

/// One call on its way through the application.
struct Run {
    struct Result: Sendable {
        var reply: Reply
        var caller: ID<User>?
        var hasJobs = false
        var publication = Publication()
        /// Where the operation goes on in a further transaction, if this was not the last.
        var rest: (any Sendable)?
    }

    let call: Call
    /// What became of what it published.
    let outcome = PublicationOutcome()
    let start: Instant
    /// What the credential proves without the database.
    var identity = Credential.none
    /// Of whom a token says that the session is.
    var subject: UUIDBits?
    /// By whom its calls are counted.
    var user: UUIDBits?
    /// How the caller stands with the limit that the call counts for.
    var rateLimit: RateLimitState?
    /// Whether the call's input is at fault, and nobody has looked yet whether its session is alive.
    var isUnread = false
    var result = Result(reply: Reply(.failure(Failure(.internal))))

    init(_ call: Call, now: Instant) {
        self.call = call
        start = now
    }

    mutating func fail(_ error: any Error) {
        result = Result(reply: Reply(.failure(Failure(mapping: error))))
    }

    func record(end: Instant) -> CallRecord {
        let failure = result.reply.failure
        return CallRecord(
            operation: call.operation, transport: call.transport, requestID: call.requestID,
            caller: result.caller?.description,
            outcome: failure?.code.rawValue ?? "ok", milliseconds: Double(end.microseconds - start.microseconds) / 1000,
            cause: failure?.cause)
    }
}
