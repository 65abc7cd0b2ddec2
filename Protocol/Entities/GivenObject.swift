/// An object as a client gave it, whose members the operation reads itself.
public struct GivenObject: Given, Equatable {
    public var members: JSONObject

    public init(_ members: JSONObject = [:]) { self.members = members }

    public init?(_ json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        self.init(members)
    }

    public var json: JSONValue { .object(members) }
    public static var shape: String { "an object" }
    public static var jsonSchema: JSONValue { ["type": "object"] }
}
