import CaravanProtocol

extension TripStatus {
    /// Where a trip may go from here (WIRE.md section 1).
    var nextStatuses: [TripStatus] {
        switch self {
        case .draft: [.planned, .cancelled]
        case .planned: [.active, .draft, .cancelled]
        case .active: [.completed, .cancelled]
        case .completed, .cancelled: []
        }
    }

    /// Refuses a move that is none. A move to where it is already is none, and harmless.
    func checkMove(to next: TripStatus) throws(Failure) {
        guard next == self || nextStatuses.contains(next) else {
            throw Failure(.invalidTransition, "A trip that is \(rawValue) cannot become \(next.rawValue).")
        }
    }
}
