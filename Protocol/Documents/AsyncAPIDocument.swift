/// The AsyncAPI 3.0 document of a live side: everything that is not a call with its one answer.
///
/// It is complete: references lead to the document itself only. It knows dialects and channels, and none by name.
public struct AsyncAPIDocument: Sendable {
    /// What the product is called and its version.
    public let title: String
    public let version: String
    /// What holds for all of it, in CommonMark.
    public let description: String
    public let channels: [AsyncAPIChannel]

    public init(title: String, version: String, description: String = "", channels: [AsyncAPIChannel]) {
        self.title = title
        self.version = version
        self.description = description
        self.channels = channels
    }

    /// The document's bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 128 * 1024)
        writer.value(value)
        return writer.bytes
    }

    /// The document.
    public var value: JSONValue {
        var schemas = SchemaComponents()
        var servers = JSONObject()
        var channelObjects = JSONObject()
        var operations = JSONObject()
        var messages = JSONObject()
        for channel in channels {
            servers[channel.server.rawValue] = channel.server.value
            channelObjects[channel.name] = channel.value
            for (name, operation) in channel.operations { operations[name] = operation }
            for (key, message) in channel.dialect.messages {
                messages[channel.dialect.component(key)] = message.value(&schemas)
            }
        }
        var security = JSONObject()
        for scheme in AsyncAPISecurity.allCases { security[scheme.rawValue] = scheme.value }
        return [
            "asyncapi": "3.0.0",
            "info": [
                "title": .string(title), "version": .string(version), "description": .string(description),
            ],
            "defaultContentType": "application/json",
            "servers": .object(servers),
            "channels": .object(channelObjects),
            "operations": .object(operations),
            "components": [
                "schemas": schemas.value, "messages": .object(messages), "securitySchemes": .object(security),
            ],
        ]
    }
}
