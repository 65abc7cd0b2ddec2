import CaravanProtocol

/// What became of a change that was not refused.
struct Verdict {
    var outcome: SyncOutcome
    /// Of the entity afterwards; `nil` where nothing of the change was carried out.
    var revision: Int64?
    /// What was found, decided or not.
    var conflict: Conflict?

    init(_ outcome: SyncOutcome, _ revision: Int64?, _ conflict: Conflict? = nil) {
        self.outcome = outcome
        self.revision = revision
        self.conflict = conflict
    }
}
