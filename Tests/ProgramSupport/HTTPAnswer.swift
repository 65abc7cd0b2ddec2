public import CaravanProtocol

/// An answer as it came.
public struct HTTPAnswer: Sendable, CustomStringConvertible {
    public let status: Int
    /// By their names in lower case.
    public let fields: [String: String]
    public let body: [UInt8]

    public var text: String { String(decoding: body, as: UTF8.self) }
    public var json: JSONValue? { try? JSONReader.parse(body) }
    /// The `code` of a problem.
    public var code: String? { json?["code"]?.string }

    public subscript(_ name: String) -> JSONValue? { json?[name] }

    public var description: String { "\(status) \(fields) \(text.prefix(2000))" }
}
