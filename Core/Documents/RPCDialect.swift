import CaravanProtocol

/// JSON-RPC with events, for the AsyncAPI document: the operations of the catalogue by their names, since the OpenRPC
/// document has them; what only live peers ask for, and what comes of it, as a whole.
enum RPCDialect {
    static var dialect: AsyncAPIDialect {
        AsyncAPIDialect(
            name: "rpc",
            requests: [.init(call, answers: ["result", "error"])]
                + EventOperations.all.map { operation in
                    .init(request(operation), answers: [answer(operation.name), "error"])
                },
            sent: [result] + EventOperations.all.map(result(of:)) + [error, event, ephemeral])
    }

    private static func answer(_ operation: String) -> String { operation + ".result" }

    // MARK: - What clients send

    private static var call: AsyncAPIMessage {
        let names = Catalogue.entries.map(\.descriptor.name) + ["rpc.discover"]
        return AsyncAPIMessage(
            "request", "Call an operation of the OpenRPC document",
            payload: request(
                ["type": "string", "enum": .array(names.map(JSONValue.string))], params: ["type": "object"]
            ).titled("rpc.request"),
            examples: [
                .init(
                    "A call",
                    [
                        "jsonrpc": "2.0", "id": 1, "method": .string(SendMessage.name),
                        "params": ["trip_id": .string(LiveSamples.tripID.description), "content": "Hello, team!"],
                    ]),
                .init("What can be called", ["jsonrpc": "2.0", "id": "d", "method": "rpc.discover"]),
            ])
    }

    private static func request(_ operation: PeerOperation) -> AsyncAPIMessage {
        AsyncAPIMessage(
            operation.name, operation.summary,
            payload: request(["const": .string(operation.name)], params: operation.inputSchema)
                .titled("rpc." + operation.name),
            examples: LiveSamples.calls(of: operation).map { title, params in
                .init(
                    title,
                    ["jsonrpc": "2.0", "id": 2, "method": .string(operation.name), "params": params])
            })
    }

    private static func request(_ method: JSONValue, params: JSONValue) -> JSONValue {
        [
            "type": "object", "required": ["jsonrpc", "method"],
            "properties": [
                "jsonrpc": ["const": "2.0"],
                "id": ["type": ["string", "integer"], "description": "Left out, there is no answer."],
                "method": method, "params": params,
            ],
        ]
    }

    // MARK: - What the server sends

    private static func message(_ title: String, _ members: JSONObject) -> JSONValue {
        var properties: JSONObject = ["jsonrpc": ["const": "2.0"]]
        for member in members { properties[member.name] = member.value }
        return [
            "title": .string("rpc." + title), "type": "object", "properties": .object(properties),
            "required": .array(properties.members.map { .string($0.name) }),
        ]
    }

    private static let id: JSONValue = ["type": ["string", "integer"]]

    private static var result: AsyncAPIMessage {
        AsyncAPIMessage(
            "result", "The answer to a call: what HTTP has as its body, or null",
            payload: message("result", ["id": id, "result": ["type": ["object", "null"]]]),
            examples: [
                .init(
                    "The message that was sent", LiveSamples.value(RPCAnswer.result(LiveSamples.message().bytes, id: 1))
                )
            ])
    }

    private static func result(of operation: PeerOperation) -> AsyncAPIMessage {
        AsyncAPIMessage(
            answer(operation.name), "The answer to \(operation.name)",
            payload: message(answer(operation.name), ["id": id, "result": operation.outputSchema]),
            examples: [.init("The answer", LiveSamples.answer(to: operation))])
    }

    private static var error: AsyncAPIMessage {
        let refusal = RPCAnswer.bytes(
            Reply(.failure(LivePlan.noSuchPosition)), id: 2, requestID: "Vx3dQ0s1gS9mJ2hP")
        let codes = Set(FailureCode.allCases.map(\.facts.rpcCode) + RPCFault.Code.allCases.map(\.rawValue)).sorted()
        return AsyncAPIMessage(
            "error", "A call was refused; the connection stays",
            payload: message(
                "error",
                [
                    "id": ["type": ["string", "integer", "null"]],
                    "error": [
                        "type": "object", "required": ["code", "message", "data"],
                        "properties": [
                            "code": ["type": "integer", "enum": .array(codes.map { .number(JSONNumber(Int64($0))) })],
                            "message": ["type": "string"], "data": Problem.schema,
                        ],
                    ],
                ]),
            examples: [.init("The log has no such position", LiveSamples.value(refusal))])
    }

    private static var event: AsyncAPIMessage {
        notification(
            "event", "An entry of a log", EventType.live.map(\.schema),
            EventType.live.map { ($0.rawValue, EventDialect.rpc.durable(LiveSamples.event($0), nil)) })
    }

    private static var ephemeral: AsyncAPIMessage {
        notification(
            "ephemeral", "Presence and typing, which stand in no log", EphemeralEvent.Kind.all.map(\.schema),
            EphemeralEvent.Kind.all.map { ($0.type, EventDialect.rpc.ephemeral(LiveSamples.ephemeral($0))) })
    }

    private static func notification(
        _ name: String, _ summary: String, _ schemas: [JSONValue], _ examples: [(String, [UInt8])]
    ) -> AsyncAPIMessage {
        AsyncAPIMessage(
            name, summary,
            payload: message(name, ["method": ["const": "event"], "params": ["anyOf": .array(schemas)]]),
            isUnasked: true, examples: examples.map { .init($0.0, LiveSamples.value($0.1)) })
    }
}
