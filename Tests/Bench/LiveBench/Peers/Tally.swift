/// What went wrong with deliveries.
struct Tally: CustomStringConvertible {
    var missing = 0
    var doubled = 0
    var disordered = 0

    var isClean: Bool { missing == 0 && doubled == 0 && disordered == 0 }

    var description: String { "missing=\(missing) doubled=\(doubled) disordered=\(disordered)" }

    static func += (one: inout Tally, other: Tally) {
        one.missing += other.missing
        one.doubled += other.doubled
        one.disordered += other.disordered
    }
}
