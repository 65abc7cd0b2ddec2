import CaravanProtocol

/// Answers a text of so many bytes.
struct BigOperation: ControlOperation {
    struct Input: Record {
        var bytes: Int64 = 0

        static let fields: FieldList<Input> = [.required("bytes", \.bytes, .range(0...16_777_216))]
    }

    let descriptor = OperationDescriptor(
        name: "control.big", summary: "Answers much.", effect: .read, route: .get("/control/big/"), needsSession: false,
        inputSchema: Input.fields.inputSchema(.input), outputSchema: ["type": "object", "required": ["text"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        // By hand: written by the writer, without optimisation, megabytes would hold up a whole event loop.
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: Int(input.bytes))
        return Reply(.json(Array(#"{"text":""#.utf8) + text + Array(#""}"#.utf8)))
    }
}
