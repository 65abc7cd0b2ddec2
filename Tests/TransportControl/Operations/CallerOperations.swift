import CaravanProtocol

/// Answers who calls; nobody without a session may.
struct WhoAmIOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.whoami", summary: "Tells who calls.", effect: .read, route: .get("/control/me/"),
        inputSchema: ["type": "object", "properties": [:]],
        outputSchema: ["type": "object", "required": ["caller"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        guard let caller = ControlCaller(call.credential) else { throw Failure(.unauthenticated) }
        return .json(["caller": .string(caller.name)])
    }
}

/// Opens a session and binds the peer to it. The name `nobody` is refused.
struct LoginOperation: ControlOperation {
    struct Input: Record {
        var name = ""

        static let fields: FieldList<Input> = [.required("name", \.name, .notBlank)]
    }

    let descriptor = OperationDescriptor(
        name: "control.login", summary: "Opens a session.", effect: .write, route: .post("/control/login/"),
        needsSession: false, bindsPeer: true, inputSchema: Input.fields.inputSchema(.input),
        outputSchema: ["type": "object", "required": ["access"]], failures: [.unauthenticated])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        guard input.name != "nobody" else { throw Failure(.unauthenticated, "There is no such name.") }
        return .json(
            ["access": .string(ControlCaller.token(of: input.name))],
            binding: .session(ControlCaller.session(of: input.name)))
    }
}
