/// The OpenAPI 3.1 document of a catalogue: everything that HTTP has.
///
/// It is complete: references lead to its own `components` only. Like every other projection of the catalogue it knows
/// descriptors, and no operation by name.
public struct OpenAPIDocument: Sendable {
    /// What the product is called and its version.
    public let title: String
    public let version: String
    public let operations: [OperationDescriptor]
    /// An example of each operation, by its name; an operation without one is described all the same.
    public let examples: [String: OperationExample]
    /// Whether the application has events to stream.
    public let hasEvents: Bool

    public init(
        title: String, version: String, operations: [OperationDescriptor], examples: [String: OperationExample] = [:],
        hasEvents: Bool = false
    ) {
        self.title = title
        self.version = version
        self.operations = operations
        self.examples = examples
        self.hasEvents = hasEvents
    }

    /// The document's bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 8192 * (operations.count + 4))
        writer.value(value)
        return writer.bytes
    }

    /// The document.
    public var value: JSONValue {
        var components = OpenAPIComponents()
        var paths = JSONObject()
        for operation in operations {
            var item = paths[operation.route.path]?.object ?? [:]
            item[operation.route.verb.rawValue.lowercased()] = OpenAPIOperation(operation, examples[operation.name])
                .value(&components)
            paths[operation.route.path] = .object(item)
        }
        for path in OpenAPIPlainPath.all + (hasEvents ? [.events] : []) { paths[path.path] = path.value(&components) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": .string(title), "version": .string(version), "description": .string(Self.introduction),
            ],
            "servers": [["url": .string(Route.base)]],
            "security": [["bearer": []]],
            "tags": .array(areas.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": components.value,
        ]
    }

    /// The areas, in the order of the catalogue.
    private var areas: [String] {
        operations.map(\.area).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension OperationDescriptor {
    /// The part of the name before the dot: `trips`.
    var area: String { String(name.prefix { $0 != "." }) }
}
