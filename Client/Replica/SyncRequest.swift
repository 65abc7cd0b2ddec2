public import CaravanProtocol

/// A call that the replica wants made. Its answer, or that there is none, is brought back to the replica that made it.
public struct SyncRequest: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case push, pull, resolve, status

        /// The method of its call over HTTP.
        var method: String { self == .status ? "GET" : "POST" }
    }

    /// Counts up for each replica object: an answer that comes twice or too late is told by it.
    public let serial: Int
    public let kind: Kind
    /// Path, query and body fields together.
    public let params: JSONObject
    /// The cursor that the pull, or the pull in the push, starts from.
    let cursor: String?
    /// Whether a pull is asked for.
    let asksForNews: Bool
    /// The numbers of the changes in a push, ascending.
    public let numbers: [Int64]
    /// The conflict that is resolved.
    let conflict: UUIDBits?

    /// `sync.push`, `sync.pull`, `sync.resolve` or `sync.status`.
    public var operation: String { "sync." + kind.rawValue }
}
