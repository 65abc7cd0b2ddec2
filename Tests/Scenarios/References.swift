public import CaravanProtocol
import Crypto

/// What scenarios have saved, and how `${name.path}` finds it.
public struct References: Sendable {
    private var values: [String: JSONValue] = [:]

    public init() {}

    public mutating func save(_ value: JSONValue, as name: String) { values[name] = value }

    /// The value with every reference replaced. A text that is one reference becomes what it names, of whatever type;
    /// within a longer text it must be text or a number.
    public func resolve(_ value: JSONValue) throws(ScenarioFormatError) -> JSONValue {
        switch value {
        case .string(let text): return try resolve(text)
        case .array(let elements):
            var resolved: [JSONValue] = []
            for element in elements { resolved.append(try resolve(element)) }
            return .array(resolved)
        case .object(let object): return .object(try resolve(object))
        case .null, .bool, .number: return value
        }
    }

    public func resolve(_ object: JSONObject) throws(ScenarioFormatError) -> JSONObject {
        var resolved = JSONObject()
        for member in object { resolved[member.name] = try resolve(member.value) }
        return resolved
    }

    private func resolve(_ text: String) throws(ScenarioFormatError) -> JSONValue {
        var rest = text[...]
        var result = ""
        while let (before, path, after) = Self.split(rest) {
            let value = try find(path)
            if before.isEmpty, after.isEmpty, result.isEmpty { return value }
            result += before
            switch value {
            case .string(let part): result += part
            case .number(let number): result += number.text
            default: throw ScenarioFormatError("${\(path)}", "this is neither text nor a number")
            }
            rest = after
        }
        return .string(result + rest)
    }

    /// The text before the next reference, its path, and the text after it.
    private static func split(_ text: Substring) -> (Substring, Substring, Substring)? {
        var start = text.startIndex
        while let mark = text[start...].firstIndex(of: "$") {
            let brace = text.index(after: mark)
            if brace < text.endIndex, text[brace] == "{", let end = text[brace...].firstIndex(of: "}") {
                return (text[..<mark], text[text.index(after: brace)..<end], text[text.index(after: end)...])
            }
            start = brace
        }
        return nil
    }

    private func find(_ path: Substring) throws(ScenarioFormatError) -> JSONValue {
        guard path.hasSuffix("#tag") else { return try member(path) }
        // What was saved is an answer as it came, so that its bytes can be made again.
        var writer = JSONWriter()
        writer.value(try member(path.dropLast("#tag".count)))
        return .string(EntityTag(digest: Array(SHA256.hash(data: writer.bytes))).text)
    }

    private func member(_ path: Substring) throws(ScenarioFormatError) -> JSONValue {
        let parts = path.split(separator: ".", omittingEmptySubsequences: false)
        var value = parts.first.flatMap { values[String($0)] }
        for part in parts.dropFirst() {
            if case .array(let elements)? = value {
                value = Int(part).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            } else {
                value = value?[String(part)]
            }
        }
        guard let value else { throw ScenarioFormatError("${\(path)}", "nothing of this name was saved") }
        return value
    }
}
