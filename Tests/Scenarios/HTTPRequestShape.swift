public import CaravanProtocol

/// What HTTP makes of a call: names of the path in the path, the rest in the query or in the body.
public struct HTTPRequestShape: Sendable, Equatable {
    public let verb: Route.Verb
    /// Path and query below `/api/v1`, percent-encoded: `/trips/?status=draft`.
    public let target: String
    /// `nil` for verbs whose requests have none.
    public let body: JSONObject?

    /// - Parameter input: Path, query and body fields together. A name of the path must be there.
    public init(_ operation: OperationDescriptor, _ input: JSONObject) {
        let route = operation.route
        var fields = input
        var path = "/"
        for segment in route.segments {
            var part = String(segment)
            if part.hasPrefix("{") {
                let name = String(part.dropFirst().dropLast())
                part = Self.encode(Self.text(input[name] ?? ""))
                fields[name] = nil
            }
            path += part + "/"
        }
        verb = route.verb
        body = verb.hasBody ? fields : nil
        let query = verb.hasBody ? [] : fields.map { Self.encode($0.name) + "=" + Self.encode(Self.text($0.value)) }
        target = path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { text } else { Mismatch.text(value) }
    }

    /// Everything but RFC 3986's unreserved characters encoded.
    private static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var result = String.UnicodeScalarView()
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".unicodeScalars.contains(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(result)
    }
}
