/// What the command line says.
struct ControlOptions {
    var isKeeping = false
    var fault: Fault?

    /// `nil` where it cannot be read.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        var (kind, place) = (Fault.Kind?.none, 1000)
        while let word = rest.popFirst() {
            switch word {
            case "--keep": isKeeping = true
            case "--fault":
                guard let known = rest.popFirst().flatMap(Fault.Kind.init(rawValue:)) else { return nil }
                kind = known
            case "--fault-at":
                guard let number = rest.popFirst().flatMap({ Int($0) }) else { return nil }
                place = number
            default: return nil
            }
        }
        fault = kind.map { Fault($0, at: place) }
    }
}
