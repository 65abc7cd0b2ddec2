import CaravanProtocol

/// Where a client stands in the logs that concern him: what a pull's `cursor` says.
///
/// His trips stand in the order in which his own log gained them up to ``own``, so that none is named.
struct PullCursor: Equatable, Sendable {
    /// How far he has his own log.
    var own: Int64
    /// What he has been told of.
    var kinds: SyncedKinds
    var trips: [Trip]
    /// Of a pull that has further pages.
    var progress: Progress?

    struct Trip: Equatable, Sendable {
        var place: PullPlace
        /// Whether this pull has told something of it.
        var isTouched = false
    }

    struct Progress: Equatable, Sendable {
        /// The trip in ``trips`` with which it goes on.
        var next = 0
        /// Since when everything is told, for a client that named a time.
        var since: Instant?
    }
}
