import CaravanProtocol

/// Answers what the transport says about the call.
struct CallOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.call", summary: "Tells about the call.", effect: .read, route: .get("/control/call/"),
        needsSession: false, inputSchema: ["type": "object", "properties": [:]],
        outputSchema: ["type": "object", "required": ["request_id", "transport"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        .json([
            "request_id": .string(call.requestID), "transport": .string(call.transport),
            "has_meta": .bool(call.input["_meta"] != nil),
        ])
    }
}

/// Answers what is said about the call beside its input. Under the key `again` it answers as a repeated call, and each of
/// its calls counts for a limit.
struct MetaOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.meta", summary: "Tells what is said about the call.", effect: .write,
        route: .post("/control/meta/"), inputSchema: ["type": "object", "properties": [:]],
        outputSchema: ["type": "object", "required": ["idempotency_key", "if_match"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        try call.meta.check()
        let (key, condition) = (try call.meta.idempotencyKey(), try call.meta.precondition())
        var reply = Reply.json([
            "idempotency_key": key.map(JSONValue.string) ?? .null,
            "if_match": condition.map { .string("\($0)") } ?? .null,
        ])
        reply.isReplayed = key == "again"
        reply.rateLimit = ControlFailure.rateLimit(remaining: 4)
        return reply
    }
}

/// Prints to standard output, as no operation should: a transport that lives there must not let it through.
struct PrintOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.print", summary: "Prints.", effect: .write, route: .post("/control/print/"), needsSession: false,
        inputSchema: ["type": "object", "properties": ["text": ["type": "string"]]],
        outputSchema: ["type": "object"])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        print(call.input["text"]?.text ?? "stray")
        return .json([:])
    }
}
