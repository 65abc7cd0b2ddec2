import CaravanProtocol

extension JSONValue {
    /// The schema of an object with the properties of both.
    static func merged(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
        guard case .object(var result) = one, case .object(let added) = other else { return other }
        if case .object(var properties)? = result["properties"], case .object(let more)? = added["properties"] {
            for member in more.members { properties[member.name] = member.value }
            result["properties"] = .object(properties)
        }
        if case .array(let more)? = added["required"] {
            guard case .array(let required)? = result["required"] else {
                result["required"] = .array(more)
                return .object(result)
            }
            result["required"] = .array(required + more)
        }
        return .object(result)
    }
}
