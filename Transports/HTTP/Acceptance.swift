import CaravanProtocol

/// Whether a client takes what there is, JSON mostly (RFC 9110, section 12.5.1).
enum Acceptance {
    /// Throws ``Refusal`` `not_acceptable` where the `Accept` fields leave the type out.
    static func check(_ fields: HTTPFields, for type: String = "application/json") throws(Refusal) {
        guard let first = fields[.accept], first != "*/*", first != type else { return }
        let ranges = fields[values: .accept].flatMap { $0.split(separator: ",") }
        guard !ranges.isEmpty else { return }
        // The most exact range decides, whatever the others say.
        for range in [type, type.prefix { $0 != "/" } + "/*", "*/*"] {
            let weights = ranges.filter { essence($0) == range }.map(isWanted)
            if weights.contains(true) { return }
            if !weights.isEmpty { break }
        }
        throw Refusal(.notAcceptable, "Answers here are \(type).")
    }

    private static func essence(_ range: Substring) -> String {
        range.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    /// Whether the range's weight is more than nothing.
    private static func isWanted(_ range: Substring) -> Bool {
        for parameter in range.split(separator: ";").dropFirst() {
            let text = parameter.lowercased().filter { $0 != " " && $0 != "\t" }
            if text.hasPrefix("q="), let weight = Double(text.dropFirst(2)) { return weight > 0 }
        }
        return true
    }
}
