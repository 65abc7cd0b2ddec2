import CaravanProtocol

/// A call of one operation with its types, from its input to its answer.
struct Execution<O: Operation>: AnyExecution {
    var input: O.Input
    let handle: @Sendable (O.Input, O.Grant, Context) throws -> O.Output
    let prepareInput: (@Sendable (O.Input, Preparation) throws -> O.Input)?
    /// Whether the operation answers with content. Asking its schema each time would cost more than the rest of a read.
    let hasContent: Bool

    var isSlow: Bool { prepareInput != nil }
    var isBrief: Bool { O.isBrief(input) }
    var isPull: Bool { O.Input.self == PullRequest.self }

    func prepared(_ preparation: Preparation) throws -> any AnyExecution {
        guard let prepareInput else { return self }
        var copy = self
        copy.input = try prepareInput(input, preparation)
        return copy
    }

    func run(in context: Context, if condition: () throws -> Void) throws -> Reply {
        let grant = try O.access.check(input, context)
        try condition()
        let output = try handle(input, grant, context)
        let content: Reply.Content = hasContent ? .json(output.bytes) : .none
        return Reply(content, next: output.next, binding: output.binding.map { .session($0.bits) })
    }

    func replay(_ answer: EncodedJSON, in context: Context) throws -> Reply {
        _ = try O.replayAccess.check(input, context)
        guard hasContent else { return Reply(.none, isReplayed: true) }
        return Reply(.json(Array(try O.replayed(answer, to: input, in: context).text.utf8)), isReplayed: true)
    }
}

/// An ``Execution`` without its types.
protocol AnyExecution: Sendable {
    /// Whether it has a slow step before its transaction.
    var isSlow: Bool { get }
    /// See ``Operation/isBrief(_:)``.
    var isBrief: Bool { get }
    /// Whether it pulls what changed.
    var isPull: Bool { get }
    func prepared(_ preparation: Preparation) throws -> any AnyExecution
    /// Checks access, then the condition, and handles: all inside the transaction.
    func run(in context: Context, if condition: () throws -> Void) throws -> Reply
    /// The first answer to the call again, for whoever may still see it.
    func replay(_ answer: EncodedJSON, in context: Context) throws -> Reply
}

extension AnyExecution {
    func run(in context: Context) throws -> Reply { try run(in: context) {} }
}
