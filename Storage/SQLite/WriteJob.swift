import CaravanProtocol

/// A transaction that waits for the writer: what to run, perhaps more than once, and whom to answer once.
protocol WriteJob: AnyObject {
    /// Runs the closure, and keeps its result.
    func run(in transaction: any Writing) throws
    /// Answers with the kept result, or the error.
    func answer(_ error: (any Error)?)
}

/// A write job with a result of that type.
final class PendingWrite<R>: WriteJob {
    private struct Work {
        let body: (any Writing) throws -> R
        let committed: (R) -> Void
        let done: (Result<R, any Error>) -> Void
    }

    /// Gone with the answer: the closures may be the caller's own, which live no longer than the call.
    private var work: Work?
    private var result: R?

    /// - Parameters:
    ///   - committed: Told the result before anybody hears of it.
    ///   - done: Told the answer.
    init(
        _ body: @escaping (any Writing) throws -> R, committed: @escaping (R) -> Void,
        done: @escaping (Result<R, any Error>) -> Void
    ) {
        work = Work(body: body, committed: committed, done: done)
    }

    func run(in transaction: any Writing) throws {
        result = nil
        result = try work?.body(transaction)
    }

    func answer(_ error: (any Error)?) {
        guard let done = work?.done else { preconditionFailure("a write is answered twice") }
        let result = result
        if error == nil, let result { work?.committed(result) }
        (self.work, self.result) = (nil, nil)
        if let error { return done(.failure(error)) }
        guard let result else { preconditionFailure("a write is answered that did not run") }
        done(.success(result))
    }
}
