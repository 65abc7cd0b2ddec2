import NIOCore

/// When the connections of an event loop are looked at, as a value: once a second.
///
/// A client that could not be heard because the loop had too much to do must not be found late: then the next look is
/// waited for, before which everybody is heard.
struct PaceWatch {
    private var last: NIODeadline
    private var isPutOff = false

    init(now: NIODeadline) {
        last = now
    }

    /// Whether they are looked at now; never no twice, or a loop that is always busy would keep everybody.
    mutating func isDue(now: NIODeadline) -> Bool {
        isPutOff = !isPutOff && now - last > .seconds(2)
        last = now
        return !isPutOff
    }
}
