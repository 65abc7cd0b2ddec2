/// A place where a dialect is spoken, as the AsyncAPI document has it.
public struct AsyncAPIChannel: Sendable {
    public let name: String
    /// The path; `nil` where there is none.
    public let address: String?
    public let title: String
    /// What holds on it, in CommonMark.
    public let description: String
    public let server: AsyncAPIServer
    public let dialect: AsyncAPIDialect
    /// The names in the path, each with a line for people.
    public var parameters: [(name: String, description: String)] = []
    /// What the request that opens it may say in its query.
    public var query: JSONObject = [:]

    public init(
        name: String, address: String?, title: String, description: String, server: AsyncAPIServer,
        dialect: AsyncAPIDialect
    ) {
        self.name = name
        self.address = address
        self.title = title
        self.description = description
        self.server = server
        self.dialect = dialect
    }

    var value: JSONValue {
        var object: JSONObject = [
            "address": address.map { .string($0) } ?? .null, "title": .string(title),
            "description": .string(description), "servers": [.reference(to: "#/servers/\(server.rawValue)")],
        ]
        if !parameters.isEmpty {
            var names = JSONObject()
            for (name, description) in parameters { names[name] = ["description": .string(description)] }
            object["parameters"] = .object(names)
        }
        var messages = JSONObject()
        for (key, _) in dialect.messages {
            messages[key] = .reference(to: "#/components/messages/\(dialect.component(key))")
        }
        object["messages"] = .object(messages)
        if server == .socket {
            object["bindings"] = ["ws": ["method": "GET", "query": querySchema, "bindingVersion": "0.1.0"]]
            object["x-close-codes"] = .array(CloseCode.allCases.map(\.value))
        }
        return .object(object)
    }

    private var querySchema: JSONValue { ["type": "object", "properties": .object(query)] }

    /// One operation for each thing that a client sends, and one for all that the server sends of itself. The actions
    /// are the server's.
    var operations: [(name: String, value: JSONValue)] {
        var operations = dialect.requests.map { request in
            ("\(name).\(request.message.name)", operation(request))
        }
        let unasked = dialect.sent.filter(\.isUnasked).map { reference(AsyncAPIDialect.key(ofSent: $0.name)) }
        operations.append(
            (
                "\(name).sent",
                [
                    "action": "send", "channel": channel, "summary": "What the server sends of itself",
                    "messages": .array(unasked),
                ]
            ))
        return operations
    }

    private func operation(_ request: AsyncAPIDialect.Request) -> JSONValue {
        var object: JSONObject = [
            "action": "receive", "channel": channel, "summary": .string(request.message.summary),
            "messages": [reference(AsyncAPIDialect.key(ofRequest: request.message.name))],
        ]
        if !request.answers.isEmpty {
            object["reply"] = [
                "channel": channel,
                "messages": .array(request.answers.map { reference(AsyncAPIDialect.key(ofSent: $0)) }),
            ]
        }
        if server == .http {
            object["bindings"] = ["http": ["method": "GET", "query": querySchema, "bindingVersion": "0.3.0"]]
        }
        return .object(object)
    }

    private var channel: JSONValue { .reference(to: "#/channels/\(name)") }
    private func reference(_ key: String) -> JSONValue { .reference(to: "#/channels/\(name)/messages/\(key)") }
}
