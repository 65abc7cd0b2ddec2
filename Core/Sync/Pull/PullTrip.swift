import CaravanProtocol

/// A trip of the caller's while a page is made.
struct PullTrip {
    let id: ID<Trip>
    var place: PullPlace
    var isTouched = false

    /// Refuses a place that the log does not reach any more, or not yet.
    func check(_ head: LogHead?) throws(Failure) {
        let position: Int64
        switch place {
        case .nothing, .stale: return
        case .at(let at), .owing(let at): position = at
        case .partly(let whole): position = whole.asOf
        }
        guard head?.reaches(position) == true else { throw Pull.lost }
    }
}
