import CaravanProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Answers its text after `delay_ms` milliseconds.
struct DelayOperation: ControlOperation {
    struct Input: Record {
        var milliseconds: Int64 = 0
        var text = ""

        static let fields: FieldList<Input> = [
            .required("delay_ms", \.milliseconds, .range(0...60_000)),
            .optional("text", \.text),
        ]
    }

    let descriptor = OperationDescriptor(
        name: "control.delay", summary: "Answers later.", effect: .idempotentWrite, route: .post("/control/delay/"),
        needsSession: false, inputSchema: Input.fields.inputSchema(.input),
        outputSchema: ["type": "object", "required": ["text"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try decode(call.input)
        usleep(UInt32(input.milliseconds) * 1000)
        return .json(["text": .string(input.text)])
    }

    func perform(_ input: CallInput) async throws -> Reply {
        let input = try decode(input)
        try await Task.sleep(for: .milliseconds(input.milliseconds))
        return .json(["text": .string(input.text)])
    }

    private func decode(_ input: CallInput) throws(Failure) -> Input {
        try Input.fields.decode(input, .input, controlContext).value
    }
}
