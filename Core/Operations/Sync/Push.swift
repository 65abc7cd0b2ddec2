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
        if let rest = try batch.carryOn() {
            context.rest = rest
            return PushAnswer()
        }
        var answer = batch.answer
        if context.keepsAnswer { context.keptAnswer = answer.encoded }
        answer.pull = try pulled(input, in: context)
        return answer
    }

    /// The page that the push asks for too, or its problem: what was pushed is done whatever the pull says.
    private static func pulled(_ input: PushRequest, in context: Context) throws -> EncodedJSON? {
        guard let asked = input.pull, asked.json != .null else { return nil }
        do {
            guard case .object(let members) = asked.json else {
                throw Failure.invalid("pull", .type, "This must be an object.")
            }
            let request = try PullRequest.read(
                CallInput(body: members), DecodingContext(zones: context.services.zones))
            return try Pull.run(request, in: context).encoded
        } catch let failure as Failure {
            return EncodedJSON(bytes: Problem(failure, requestID: "").bytes)
        }
    }

    /// The receipts stay as they were; conflicts are shown as they are kept now, and the pull is a new one: words may have
    /// been deleted since, and trips been lost.
    public static func replayed(_ answer: EncodedJSON, to input: PushRequest, in context: Context) throws -> EncodedJSON
    {
        var told = try answer.object(of: "an answer to a push")
        if case .array(let conflicts)? = told["conflicts"] {
            told["conflicts"] = .array(try conflicts.map { try renewed($0, input.clientID, in: context) })
        }
        if let pull = try pulled(input, in: context) {
            told["pull"] = .object(try pull.object(of: "a page"))
        }
        return EncodedJSON(told)
    }

    private static func renewed(_ conflict: JSONValue, _ clientID: String, in context: Context) throws -> JSONValue {
        guard let id = conflict["conflict_id"]?.string.flatMap({ UUIDBits(parsing: $0) }),
            let kept = try context.store.find(ID<Conflict>(id))
        else { return conflict }
        return try JSONReader.parse(ConflictView(conflict: kept, clientID: clientID).bytes, depthMax: .max)
    }
}
