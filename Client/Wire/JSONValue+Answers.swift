import CaravanProtocol

extension JSONValue {
    var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    var int64: Int64? {
        if case .number(let number) = self { number.int64 } else { nil }
    }

    var id: UUIDBits? { string.flatMap { UUIDBits(parsing: $0) } }

    func required<V>(_ name: String, _ read: (JSONValue) -> V?) throws(AnswerFault) -> V {
        guard let member = self[name], let value = read(member) else { throw .missing(name) }
        return value
    }
}
