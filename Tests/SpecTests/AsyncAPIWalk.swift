import CaravanProtocol

@testable import Scenarios

/// Goes through the AsyncAPI document, for tests that look at all of it.
struct AsyncAPIWalk {
    struct Message {
        /// Of the component.
        let name: String
        let schema: JSONSchema
        let hasPayload: Bool
        let examples: [JSONValue]
    }

    let document: JSONValue

    var messages: [Message] {
        (document["components"]?["messages"]?.object ?? [:]).map { name, message in
            Message(
                name: name, schema: JSONSchema(message["payload"] ?? [:], in: document),
                hasPayload: message["payload"] != nil,
                examples: OpenAPIWalk.elements(message["examples"]).compactMap { $0["payload"] })
        }
    }

    /// The messages that one side sends on a channel, in alphabetical order.
    func names(of channel: String, _ side: String) -> [String] {
        let keys = (document["channels"]?[channel]?["messages"]?.object ?? [:]).map(\.name)
        return keys.filter { $0.hasPrefix(side + ".") }.map { String($0.dropFirst(side.count + 1)) }.sorted()
    }

    func examples(of message: String) -> [JSONValue] { messages.first { $0.name == message }?.examples ?? [] }

    /// The types of the events in a message's examples.
    func exampleTypes(of message: String) -> [String] {
        examples(of: message).compactMap { ($0["params"] ?? $0["event"])?["type"]?.string }.sorted()
    }

    /// Whether the value is a message of that side, on some channel.
    func isSpoken(_ value: JSONValue, by side: String) -> Bool {
        messages.contains { message in
            message.name.contains(".\(side).") && message.hasPayload && message.schema.faults(of: value).isEmpty
        }
    }

    /// Where the value breaks a schema of the components.
    func faults(of value: JSONValue, _ component: String) -> [Mismatch] {
        guard let schema = document["components"]?["schemas"]?[component] else {
            return [Mismatch(component, expected: "a schema", got: nil)]
        }
        return JSONSchema(schema, in: document).faults(of: value)
    }
}

extension JSONValue {
    /// The document with another value somewhere in its objects.
    func changed(at path: ArraySlice<String>, to value: JSONValue) -> JSONValue {
        guard let name = path.first else { return value }
        var object = self.object ?? [:]
        object[name] = (object[name] ?? .null).changed(at: path.dropFirst(), to: value)
        return .object(object)
    }
}
