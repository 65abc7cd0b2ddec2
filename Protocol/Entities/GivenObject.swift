/// An object as a client gave it, whose members the operation reads itself.
public struct GivenObject: Sendable, Equatable {
    public var members: JSONObject

    public init(_ members: JSONObject = [:]) { self.members = members }
}

extension GivenObject: FieldValue {
    public static var column: ColumnType { .json }
    public static var jsonSchema: JSONValue { ["type": "object"] }
    public var stored: StoredValue { .text(JSONValue.object(members).text) }

    public init?(stored: StoredValue) {
        guard case .text(let text) = stored, case .object(let members)? = try? JSONReader.parse(Array(text.utf8)) else {
            return nil
        }
        self.init(members)
    }

    public static func decode(_ input: InputValue, _ context: DecodingContext) throws(FieldFaults) -> GivenObject {
        guard case .json(.object(let members)) = input else { throw .type("an object") }
        return GivenObject(members)
    }

    public func write(to writer: inout JSONWriter) { writer.value(.object(members)) }
    public func hash(into hasher: inout Hasher) { hasher.combine(members.count) }
}
