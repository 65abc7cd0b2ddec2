import CaravanProtocol

extension JSONValue {
    /// The elements; none if it is no array.
    var array: [JSONValue] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The whole number, if it is one.
    var int: Int? {
        if case .number(let number) = self { number.int64.map(Int.init) } else { nil }
    }

    /// The object without those members.
    func without(_ names: String...) -> JSONValue {
        guard var object else { return self }
        for name in names { object[name] = nil }
        return .object(object)
    }
}

extension JSONObject {
    /// With the members of the other, which go before.
    func with(_ other: JSONObject) -> JSONObject {
        var result = self
        for member in other { result[member.name] = member.value }
        return result
    }

    /// Without that member.
    func without(_ name: String) -> JSONObject {
        var result = self
        result[name] = nil
        return result
    }
}

extension String {
    var json: JSONValue { .string(self) }
}

extension Int {
    var json: JSONValue { .number(JSONNumber(Int64(self))) }
}
