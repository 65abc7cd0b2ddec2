import CaravanProtocol

/// What the tool was asked for.
struct Options {
    private(set) var name = ""
    /// The checkout.
    private(set) var root = "."
    /// What existing rows get in new columns.
    private(set) var defaults: [String: StoredValue] = [:]

    /// `nil` when the arguments are not understood.
    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let flag = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            switch flag {
            case "--name": name = value
            case "--root": root = value
            case "--default":
                let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard parts.count == 2 else { return nil }
                defaults[parts[0]] = Int64(parts[1]).map(StoredValue.integer) ?? .text(parts[1])
            default: return nil
            }
        }
        if name.isEmpty { return nil }
    }
}
