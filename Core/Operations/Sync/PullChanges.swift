public import CaravanProtocol

/// What changed for the caller since he pulled last.
public enum PullChanges: ReadOperation {
    public static let name = "sync.pull"
    public static let summary = "What changed for the caller since then"
    public static let route = Route.post("/sync/pull/")
    public static let access = Access<PullRequest, Caller>.signedIn
    public static let failures: [FailureCode] = [.resyncRequired]

    /// If there is no news, and that is known.
    public static func isBrief(_ input: PullRequest) -> Bool { Pull.mayBeRemembered(input) }

    public static func run(_ input: PullRequest, _: Caller, in context: Context) throws -> PullPage {
        try Pull.run(input, in: context)
    }
}
