extension CallInput {
    /// All fields as one JSON object in a form of its own, whichever way they came: names in the order of their bytes,
    /// no white space. Two inputs with the same form are the same call.
    public var canonicalBytes: [UInt8] {
        var fields = JSONObject()
        for (name, text) in query { fields[name] = .string(text) }
        for member in body ?? [:] { fields[member.name] = member.value }
        for (name, text) in path { fields[name] = .string(text) }
        var writer = JSONWriter()
        writer.value(JSONValue.object(fields).withSortedNames)
        return writer.bytes
    }
}

extension JSONValue {
    /// With the members of each object in the order of their names' bytes.
    fileprivate var withSortedNames: JSONValue {
        switch self {
        case .null, .bool, .number, .string: return self
        case .array(let elements): return .array(elements.map(\.withSortedNames))
        case .object(let object):
            var sorted = JSONObject()
            let members = object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            for member in members { sorted[member.name] = member.value.withSortedNames }
            return .object(sorted)
        }
    }
}
