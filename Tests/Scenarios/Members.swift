import CaravanProtocol

/// Reads the members of an object of a scenario file one by one, so that one that nobody asked for is noticed.
struct Members {
    let place: String
    private var rest: JSONObject

    init(_ value: JSONValue, _ place: String) throws(ScenarioFormatError) {
        guard case .object(let object) = value else { throw ScenarioFormatError(place, "an object is needed") }
        self.place = place
        rest = object
    }

    func has(_ name: String) -> Bool { rest[name] != nil }

    mutating func take(_ name: String) -> JSONValue? {
        defer { rest[name] = nil }
        return rest[name]
    }

    mutating func text(_ name: String) throws(ScenarioFormatError) -> String {
        guard let text = try optionalText(name) else { throw ScenarioFormatError(place, "\(name) is missing") }
        return text
    }

    mutating func optionalText(_ name: String) throws(ScenarioFormatError) -> String? {
        switch take(name) {
        case nil: return nil
        case .string(let text)?: return text
        default: throw ScenarioFormatError(place, "\(name) must be text")
        }
    }

    mutating func optionalObject(_ name: String) throws(ScenarioFormatError) -> JSONObject? {
        switch take(name) {
        case nil: return nil
        case .object(let object)?: return object
        default: throw ScenarioFormatError(place, "\(name) must be an object")
        }
    }

    /// The elements of a list; none if the member is missing.
    mutating func list(_ name: String) throws(ScenarioFormatError) -> [JSONValue] {
        switch take(name) {
        case nil: return []
        case .array(let elements)?: return elements
        default: throw ScenarioFormatError(place, "\(name) must be a list")
        }
    }

    /// Refuses what is left.
    func finish() throws(ScenarioFormatError) {
        if let name = rest.members.first?.name { throw ScenarioFormatError(place, "there is no member \(name)") }
    }
}
