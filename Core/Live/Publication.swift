import CaravanProtocol

/// What a transaction has done that live peers hear of.
struct Publication: Sendable {
    struct Entry: Sendable {
        let scope: Scope
        let revision: Int64
        /// `nil` if nobody followed the log when it was written; whoever follows it by now reads it there.
        let event: LiveEvent?
    }

    var entries: [Entry] = []
    /// Sessions that it ended: their peers end with them.
    var endedSessions: [ID<Session>] = []
    /// What happened that stands in no log.
    var typing: [(trip: ID<Trip>, user: UserSummary, isTyping: Bool)] = []

    var isEmpty: Bool { entries.isEmpty && endedSessions.isEmpty && typing.isEmpty }
}
