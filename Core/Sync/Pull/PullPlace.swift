import CaravanProtocol

/// Where a client stands in one of his trips.
enum PullPlace: Equatable, Sendable {
    /// He has nothing of it, and gets it whole.
    case nothing
    /// What he has of it is of no use: he is told that he lost it, and gets it whole.
    case stale
    /// He has all that its log says up to there.
    case at(Int64)
    /// So too, but the trip itself looks otherwise to him by now: its `role` or `member_count`, which move no revision.
    case owing(Int64)
    /// He is getting it whole.
    case partly(PullWhole)

    /// Whether he has something of it.
    var isKnown: Bool { self != .nothing }
}
