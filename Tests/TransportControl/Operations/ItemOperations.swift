import CaravanProtocol

/// Makes an item: 201, with a body that must be there.
struct MakeOperation: ControlOperation {
    struct Input: Record {
        var title = ""

        static let fields: FieldList<Input> = [.required("title", \.title, .length(1...200))]
    }

    let descriptor = OperationDescriptor(
        name: "control.make", summary: "Makes an item.", effect: .write, route: .post("/control/items/", success: 201),
        needsSession: false, needsBody: true, inputSchema: Input.fields.inputSchema(.input),
        outputSchema: ["type": "object", "required": ["title"]])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        return .json(["title": .string(input.title)])
    }
}

/// Takes an item away: 204, without content.
struct RemoveOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.remove", summary: "Removes an item.", effect: .removal, route: .delete("/control/items/{id}/"),
        needsSession: false,
        inputSchema: ["type": "object", "required": ["id"], "properties": ["id": ["type": "string"]]], outputSchema: nil
    )

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        guard call.input["id"]?.text != nil else { throw Failure.invalid("id", .required, "This field is required.") }
        return Reply(.none)
    }
}
