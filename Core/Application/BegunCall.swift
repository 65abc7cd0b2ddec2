import CaravanProtocol

/// A call whose input is read, ready for its transaction.
struct BegunCall: Sendable {
    var execution: any AnyExecution
    let isRead: Bool
    var key: IdempotencyKey?
    var condition: WriteCondition?

    init(execution: any AnyExecution, isRead: Bool) {
        self.execution = execution
        self.isRead = isRead
    }

    /// Carries out a write: who may make the call, whether it came before under its key, whether its condition holds, and
    /// only then the handler. What it answers is kept in the same transaction, so that it is done and remembered, or neither.
    func run(in context: WriteContext) throws -> Reply {
        guard let key, let caller = context.caller else { return try handle(in: context) }
        if let record = try key.record(of: caller.id, in: context) {
            let reply = try execution.replay(record.answer, in: context)
            guard key.isOf(record) else {
                throw Failure(.idempotencyMismatch, "The idempotency key was used for another call.")
            }
            return reply
        }
        context.keepsAnswer = true
        let reply = try handle(in: context)
        if context.failureAfterCommit == nil, context.rest == nil { try key.keep(reply, of: caller.id, in: context) }
        return reply
    }

    private func handle(in context: WriteContext) throws -> Reply {
        try execution.run(in: context) { try condition?.check(in: context) }
    }
}
