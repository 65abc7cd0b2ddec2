public import CaravanProtocol

/// Carries out what a device did offline: change by change, each by itself, each with a receipt.
public enum Push: WriteOperation {
    public static let name = "sync.push"
    public static let summary = "Push changes that were made offline"
    public static let route = Route.post("/sync/push/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<PushRequest, Caller>.signedIn
    public static let failures: [FailureCode] = [.resyncRequired, .conflict]
    public static let bodyBytesMax: Int? = Limits.pushBytesMax

    public static func run(_ input: PushRequest, _ caller: Caller, in context: WriteContext) throws -> PushAnswer {
        if let epoch = input.epoch, epoch != context.settings.epoch {
            throw Failure(.resyncRequired, "The database is another than that of this epoch: pull everything anew.")
        }
        var batch = try PushBatch(input, in: context)
        for change in input.changes.elements { try batch.carryOut(change) }
        try batch.finish()
        return batch.answer
    }
}
