import CaravanProtocol

/// Takes from a played example what changes with each turn of the machinery and says nothing to a reader: ids are numbered
/// as they appear, times lose their microseconds, requests have one id. So the kept examples change when an answer does.
struct Settling {
    private var ids: [String: String] = [:]

    mutating func settled(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let object):
            var settled = JSONObject()
            for (name, value) in object {
                // A name may be an id too.
                settled[self.settled(name)] =
                    name == "request_id" ? "Vx3dQ0s1gS9mJ2hP" : self.settled(value)
            }
            return .object(settled)
        case .array(let elements): return .array(elements.map { settled($0) })
        case .string(let text): return .string(settled(text))
        case .null, .bool, .number: return value
        }
    }

    private mutating func settled(_ text: String) -> String {
        if let instant = Instant(parsing: text), instant.description == text {
            return Instant(microseconds: instant.microseconds / 1_000_000 * 1_000_000).description
        }
        // An id may stand behind its kind: `trip:<id>`.
        let start = text.lastIndex(of: ":").map(text.index(after:)) ?? text.startIndex
        let id = String(text[start...])
        guard UUIDBits(parsing: id) != nil else { return text }
        let number = ids[id] ?? format(ids.count + 1)
        ids[id] = number
        return text[..<start] + number
    }

    /// A UUIDv7 of the time at which the plays begin.
    private func format(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "01c03276-e000-7000-8000-" + String(repeating: "0", count: 12 - digits.utf8.count) + digits
    }
}
