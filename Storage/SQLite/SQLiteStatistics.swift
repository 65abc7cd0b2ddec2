/// What the writer has done since it was opened.
public struct SQLiteStatistics: Sendable, Equatable {
    /// Groups that were committed, or tried to be.
    public var commits: UInt64 = 0
    /// Transactions in them, with those that failed.
    public var transactions: UInt64 = 0
    /// Transactions that wait now.
    public var waiting = 0
}
