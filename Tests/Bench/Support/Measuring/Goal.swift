/// What a measurement is to reach.
package enum Goal {
    /// The measured figure is at most so many times the control.
    case atMostTimes(Double)
    /// The control is at least so many times the measured figure.
    case atLeastTimesLess(Double)
    /// The measured figure is at least so many times the control: a rate.
    case atLeastTimes(Double)
    case below(Double)
    case atMost(Double)
    indirect case either(Goal, Goal)
    indirect case both(Goal, Goal)
    /// For the eye.
    case none

    package var text: String {
        switch self {
        case .atMostTimes(let times): "≤ \(Number.short(times)) ×"
        case .atLeastTimesLess(let times): "≤ 1/\(Number.short(times))"
        case .atLeastTimes(let times): "≥ \(Number.short(times)) ×"
        case .below(let value): "< \(Number.short(value))"
        case .atMost(let value): "≤ \(Number.short(value))"
        case .either(let one, let other): "\(one.text) or \(other.text)"
        case .both(let one, let other): "\(one.text), \(other.text)"
        case .none: ""
        }
    }

    /// `nil` where nothing is to be reached.
    package func isMet(_ measured: Double, control: Double) -> Bool? {
        switch self {
        case .atMostTimes(let times): measured <= control * times
        case .atLeastTimesLess(let times): measured * times <= control
        case .atLeastTimes(let times): measured >= control * times
        case .below(let value): measured < value
        case .atMost(let value): measured <= value
        case .either(let one, let other):
            one.isMet(measured, control: control) == true || other.isMet(measured, control: control) == true
        case .both(let one, let other):
            one.isMet(measured, control: control) == true && other.isMet(measured, control: control) == true
        case .none: nil
        }
    }
}
