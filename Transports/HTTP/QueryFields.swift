import CaravanProtocol

/// The fields of a query, as forms encode them.
enum QueryFields {
    /// Names and values, decoded; of a repeated name the last. Throws ``Refusal`` `malformed` for what is not
    /// percent-encoded UTF-8, and for a NUL, which is in no text.
    static func parse(_ query: Substring?) throws(Refusal) -> [String: String] {
        guard let query, !query.isEmpty else { return [:] }
        var fields: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0], isPlusSpace: true),
                let value = PercentCoding.decode(parts.count > 1 ? parts[1] : "", isPlusSpace: true),
                !name.utf8.contains(0), !value.utf8.contains(0)
            else { throw Refusal(.malformed, "The query is not percent-encoded UTF-8.") }
            fields[name] = value
        }
        return fields
    }
}
