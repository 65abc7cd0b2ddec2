import CaravanProtocol

/// A place at which something is not as expected.
public struct Mismatch: Sendable, Equatable, CustomStringConvertible {
    /// Names and numbers from the outermost value on (`results.0.title`); empty for that value itself.
    public let path: String
    public let expected: String
    public let got: String

    init(_ path: String, expected: String, got: String) {
        self.path = path
        self.expected = expected
        self.got = got
    }

    init(_ path: String, expected: String, got: JSONValue?) {
        self.init(path, expected: expected, got: got.map(Self.text) ?? "nothing")
    }

    public var description: String { "\(path.isEmpty ? "the value" : path): expected \(expected), got \(got)" }

    static func text(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
