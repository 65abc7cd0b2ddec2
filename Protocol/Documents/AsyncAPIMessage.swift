/// A message of a dialect as the AsyncAPI document has it.
public struct AsyncAPIMessage: Sendable {
    /// A message as it is sent.
    public struct Example: Sendable {
        public let title: String
        public let payload: JSONValue

        public init(_ title: String, _ payload: JSONValue) {
            self.title = title
            self.payload = payload
        }
    }

    /// What it is called in its dialect, unique among those of its direction.
    public let name: String
    /// One line for people.
    public let summary: String
    /// `nil` where the message has none.
    public let payload: JSONValue?
    /// What stands beside it, such as fields of the HTTP request that it is.
    public let headers: JSONValue?
    /// Whether it comes, from the server, without having been asked for.
    public let isUnasked: Bool
    public let examples: [Example]

    public init(
        _ name: String, _ summary: String, payload: JSONValue?, headers: JSONValue? = nil, isUnasked: Bool = false,
        examples: [Example] = []
    ) {
        self.name = name
        self.summary = summary
        self.payload = payload
        self.headers = headers
        self.isUnasked = isUnasked
        self.examples = examples
    }

    /// The message object; the schemas that have a title are added to the components.
    func value(_ schemas: inout SchemaComponents) -> JSONValue {
        var object: JSONObject = ["name": .string(name), "summary": .string(summary)]
        if let payload { object["payload"] = schemas.schema(payload) }
        if let headers { object["headers"] = headers }
        if !examples.isEmpty {
            object["examples"] = .array(
                examples.map { ["summary": .string($0.title), "payload": $0.payload] })
        }
        return .object(object)
    }
}
