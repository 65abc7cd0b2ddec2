/// What a measurement is to reach.
enum Goal {
    /// The measured figure is at most so many times the control.
    case atMostTimes(Double)
    /// The control is at least so many times the measured figure.
    case atLeastTimesLess(Double)
    case below(Double)
    /// For the eye.
    case none

    var text: String {
        switch self {
        case .atMostTimes(let times): "≤ \(Number.short(times)) ×"
        case .atLeastTimesLess(let times): "≤ 1/\(Number.short(times))"
        case .below(let value): "< \(Number.short(value))"
        case .none: ""
        }
    }

    /// `nil` where nothing is to be reached.
    func isMet(_ measured: Double, control: Double) -> Bool? {
        switch self {
        case .atMostTimes(let times): measured <= control * times
        case .atLeastTimesLess(let times): measured * times <= control
        case .below(let value): measured < value
        case .none: nil
        }
    }
}
