public import CaravanProtocol

/// What became of a pushed change.
public enum SyncOutcome: String, Choice {
    /// It was done.
    case applied
    /// It was done beside what others changed since its base.
    case merged
    /// It stands against what others did; it is kept, and waits for a decision.
    case conflict
    /// It cannot be done.
    case rejected
    /// Nothing was left to do.
    case superseded
}
