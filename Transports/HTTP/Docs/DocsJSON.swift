import CaravanProtocol

/// JSON for people: a member in each line, short lists in one.
enum DocsJSON {
    private static let shortMax = 64

    static func text(_ value: JSONValue, indent: String = "") -> String {
        let short = plain(value)
        let inner = indent + "  "
        switch value {
        case .object(let object) where !object.isEmpty && (indent.isEmpty || short.utf8.count > shortMax):
            let members = object.map { inner + plain(.string($0.name)) + ": " + text($0.value, indent: inner) }
            return "{\n" + members.joined(separator: ",\n") + "\n" + indent + "}"
        case .array(let elements) where short.utf8.count > shortMax:
            let lines = elements.map { inner + text($0, indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
        default: return short
        }
    }

    /// As it goes over the wire.
    static func plain(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
