/// The OpenRPC 1.3 document of a catalogue: what `rpc.discover` answers.
///
/// It is complete: references lead to its own `components` only.
public struct OpenRPCDocument: Sendable {
    /// What the product is called and its version.
    public let title: String
    public let version: String
    public let operations: [OperationDescriptor]
    public let peerOperations: [PeerOperation]

    public init(
        title: String, version: String, operations: [OperationDescriptor], peerOperations: [PeerOperation] = []
    ) {
        self.title = title
        self.version = version
        self.operations = operations
        self.peerOperations = peerOperations
    }

    /// A method of the document, whoever may call it.
    private struct Method {
        let name: String
        let summary: String
        let inputSchema: JSONValue
        let outputSchema: JSONValue?
        let failures: [FailureCode]
    }

    private var methods: [Method] {
        operations.map { operation in
            Method(
                name: operation.name, summary: operation.summary, inputSchema: operation.inputSchema,
                outputSchema: operation.outputSchema, failures: operation.allFailures)
        }
            + peerOperations.map { operation in
                Method(
                    name: operation.name, summary: operation.summary, inputSchema: operation.inputSchema,
                    outputSchema: operation.outputSchema, failures: operation.failures)
            }
    }

    /// The document's bytes.
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 1024 * (operations.count + 4))
        writer.value(value)
        return writer.bytes
    }

    /// The document.
    public var value: JSONValue {
        [
            "openrpc": "1.3.2",
            "info": ["title": .string(title), "version": .string(version)],
            "methods": .array(methods.map(Self.described)),
            "components": [
                "schemas": ["problem": Problem.schema],
                "errors": .object(errorComponents),
            ],
        ]
    }

    private static func described(_ operation: Method) -> JSONValue {
        let area = operation.name.prefix { $0 != "." }
        return [
            "name": .string(operation.name),
            "summary": .string(operation.summary),
            "tags": [["name": .string(String(area))]],
            "paramStructure": "by-name",
            "params": .array(params(of: operation.inputSchema)),
            "result": ["name": "result", "schema": operation.outputSchema ?? ["type": "null"]],
            "errors": .array(
                OpenRPCError.all(of: operation.failures).map { ["$ref": .string("#/components/errors/" + $0.name)] }),
        ]
    }

    /// One content descriptor for each property; the names that are needed come first, as the specification wants it.
    private static func params(of schema: JSONValue) -> [JSONValue] {
        var required: Set<String> = []
        if case .array(let names)? = schema["required"] { required = Set(names.compactMap(\.string)) }
        let properties = schema["properties"]?.object?.members ?? []
        let ordered =
            properties.filter { required.contains($0.name) } + properties.filter { !required.contains($0.name) }
        return ordered.map { name, schema in
            var descriptor: JSONObject = ["name": .string(name), "required": .bool(required.contains(name))]
            if let description = schema["description"] { descriptor["description"] = description }
            descriptor["schema"] = schema
            return .object(descriptor)
        }
    }

    private var errorComponents: JSONObject {
        var components = JSONObject()
        for error in methods.flatMap({ OpenRPCError.all(of: $0.failures) }) where components[error.name] == nil {
            components[error.name] = error.value
        }
        return components
    }
}

/// An error of the document. OpenRPC wants a code once in a method, so codes of ours that share one are told together.
private struct OpenRPCError {
    let rpcCode: Int
    var codes: [FailureCode]

    /// The name of its component.
    var name: String { codes.map(\.rawValue).joined(separator: ".") }

    var value: JSONValue {
        [
            "code": .number(JSONNumber(Int64(rpcCode))),
            "message": .string(codes.map(\.facts.title).joined(separator: "; ")),
            "data": [
                "schema": "#/components/schemas/problem", "codes": .array(codes.map { .string($0.rawValue) }),
            ],
        ]
    }

    static func all(of failures: [FailureCode]) -> [OpenRPCError] {
        var errors: [OpenRPCError] = []
        for code in failures {
            if let place = errors.firstIndex(where: { $0.rpcCode == code.facts.rpcCode }) {
                errors[place].codes.append(code)
            } else {
                errors.append(OpenRPCError(rpcCode: code.facts.rpcCode, codes: [code]))
            }
        }
        return errors
    }
}
