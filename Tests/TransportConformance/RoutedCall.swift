public import CaravanProtocol

/// A call as HTTP has it, for harnesses of transports with paths.
public struct RoutedCall: Sendable {
    public let verb: Route.Verb
    /// Below the base, its values percent-encoded.
    public let path: String
    /// Names and values, not encoded.
    public let query: [(name: String, value: String)]
    /// `nil` for a verb that has none.
    public let body: JSONValue?

    /// - Parameter operation: `nil` for an unknown one, which becomes a path that there is not.
    public init(_ operation: OperationDescriptor?, _ input: JSONValue) {
        guard let operation else {
            (verb, path, query, body) = (.get, "/control/no-such-path/", [], nil)
            return
        }
        var fields = input.object ?? [:]
        var segments: [String] = []
        for segment in operation.route.segments {
            guard segment.hasPrefix("{") else {
                segments.append(String(segment))
                continue
            }
            let name = String(segment.dropFirst().dropLast())
            segments.append(Self.percentEncoded(fields[name].map(Self.text) ?? ""))
            fields[name] = nil
        }
        verb = operation.route.verb
        path = "/" + segments.joined(separator: "/") + "/"
        query = verb.hasBody ? [] : fields.map { ($0.name, Self.text($0.value)) }
        let isObject = input.object != nil
        // A bare `nil` would be JSON's.
        body = verb.hasBody ? (isObject ? .object(fields) : input) : JSONValue?.none
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The text with everything but RFC 3986's unreserved characters encoded.
    public static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { result, byte in
            let character = Character(Unicode.Scalar(byte))
            if byte < 128, character.isLetter || character.isNumber || "-._~".contains(character) {
                result.append(character)
            } else {
                result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
