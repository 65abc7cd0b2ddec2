/// What can happen at a moment of a simulation.
enum Happening {
    /// A device looks whether there is something to do, and its user does something with it.
    case deviceWakes(Int)
    /// Somebody calls a plain operation beside the devices.
    case visit
    /// A request comes to a server.
    case requestArrives(Envelope)
    /// An answer comes back.
    case answerArrives(Envelope, Answer)
    /// A device waits no longer for an answer.
    case requestTimesOut(device: Int, number: Int)
    case serverStarts(Int)
    /// Something goes wrong with a machine, or an operator does something.
    case mischief

    /// Whether it is something under way, which happens also when nobody starts anything new.
    var isUnderWay: Bool {
        switch self {
        case .requestArrives, .answerArrives, .requestTimesOut, .serverStarts: true
        case .deviceWakes, .visit, .mischief: false
        }
    }
}
