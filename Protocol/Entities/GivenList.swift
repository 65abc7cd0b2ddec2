/// A list as a client gave it, whose elements the operation reads itself: each may be wrong by itself.
public struct GivenList: Given, Equatable {
    public var elements: [JSONValue]

    public init(_ elements: [JSONValue] = []) { self.elements = elements }

    public init?(_ json: JSONValue) {
        guard case .array(let elements) = json else { return nil }
        self.init(elements)
    }

    public var json: JSONValue { .array(elements) }
    public static var shape: String { "a list" }
    public static var jsonSchema: JSONValue { ["type": "array"] }
}
