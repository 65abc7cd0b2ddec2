/// A value as a client gave it, whatever it is.
public struct GivenValue: Given, Equatable {
    public var json: JSONValue

    public init() { json = .null }
    public init(_ json: JSONValue) { self.json = json }

    public static var shape: String { "a value" }
    public static var jsonSchema: JSONValue { [:] }
}
