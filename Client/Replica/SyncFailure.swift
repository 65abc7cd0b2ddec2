public import CaravanProtocol

/// Why a call has no answer.
public enum SyncFailure: Error, Sendable {
    /// The server could not be reached, or its answer did not arrive or was no answer of this protocol. Nothing is known
    /// of what it did.
    case network(String)
    /// The server has refused the call as a whole.
    case refused(Failure)

    /// Whether the same call may have an answer later.
    var isPassing: Bool {
        switch self {
        case .network: true
        case .refused(let failure): failure.code == .unauthenticated || failure.code.facts.isRetryable
        }
    }

    /// One sentence for people.
    public var detail: String {
        switch self {
        case .network(let detail): detail
        case .refused(let failure): failure.detail
        }
    }
}
