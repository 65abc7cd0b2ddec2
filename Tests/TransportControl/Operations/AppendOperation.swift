import CaravanProtocol
internal import Synchronization

/// Appends a number to the list of that name and answers all of it, so that the order of calls can be seen.
struct AppendOperation: ControlOperation {
    struct Input: Record {
        var list = ""
        var value: Int64 = 0

        static let fields: FieldList<Input> = [.required("list", \.list), .required("value", \.value)]
    }

    let descriptor = OperationDescriptor(
        name: "control.append", summary: "Appends a number to a list.", effect: .write,
        route: .post("/control/append/"), needsSession: false, inputSchema: Input.fields.inputSchema(.input),
        outputSchema: ["type": "object", "required": ["values"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        let values = state.lists.withLock { lists in
            lists[input.list, default: []].append(input.value)
            return lists[input.list, default: []]
        }
        return .json(["values": .array(values.map(JSONValue.int))])
    }
}
