import CaravanProtocol

/// Whether a client takes JSON (RFC 9110, section 12.5.1).
enum Acceptance {
    /// Throws ``Refusal`` `not_acceptable` where the `Accept` fields leave JSON out.
    static func check(_ fields: HTTPFields) throws(Refusal) {
        guard let first = fields[.accept], first != "*/*", first != "application/json" else { return }
        let ranges = fields[values: .accept].flatMap { $0.split(separator: ",") }
        guard !ranges.isEmpty else { return }
        // The most exact range decides, whatever the others say.
        for type in ["application/json", "application/*", "*/*"] {
            let weights = ranges.filter { essence($0) == type }.map(isWanted)
            if weights.contains(true) { return }
            if !weights.isEmpty { break }
        }
        throw Refusal(.notAcceptable, "Answers are application/json.")
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
