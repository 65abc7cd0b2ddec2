public import CaravanProtocol

/// ``PullChanges`` for clients that ask in a query.
public enum PullByGet: ReadOperation {
    public static let name = "sync.pull_get"
    public static let summary = "What changed for the caller since then"
    public static let route = Route.get("/sync/pull/")
    public static let access = Access<PullRequest, Caller>.signedIn
    public static let failures: [FailureCode] = [.resyncRequired]
    /// Its answer has the time in it and is never the same.
    public static let showsResource = false

    /// If there is no news, and that is known.
    public static func isBrief(_ input: PullRequest) -> Bool { Pull.mayBeRemembered(input) }

    public static func run(_ input: PullRequest, _: Caller, in context: Context) throws -> PullPage {
        try Pull.run(input, in: context)
    }
}
