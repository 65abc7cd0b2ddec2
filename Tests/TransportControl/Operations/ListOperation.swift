import CaravanProtocol

/// A list of 120 numbers in pages, `{"results": [0, 1 …], "next": cursor or null}`.
struct ListOperation: ControlOperation {
    static let total: Int64 = 120

    struct Input: Record {
        var limit: Int64 = 50
        var cursor: String?

        static let fields: FieldList<Input> = [
            .optional("limit", \.limit, .range(1...200)),
            .optional("cursor", \.cursor),
        ]
    }

    let descriptor = OperationDescriptor(
        name: "control.list", summary: "Lists numbers.", effect: .read, route: .get("/control/items/"),
        needsSession: false, inputSchema: Input.fields.inputSchema(.input),
        outputSchema: [
            "type": "object", "required": ["results", "next"],
            "properties": ["results": ["type": "array"], "next": ["type": ["string", "null"]]],
        ])

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        guard let start = input.cursor.map(Int64.init) ?? 0, (0...Self.total).contains(start) else {
            throw Failure(.malformed, "This is no cursor.")
        }
        let end = min(Self.total, start + input.limit)
        let next = end < Self.total ? String(end) : nil
        return .json(
            ["results": .array((start..<end).map(JSONValue.int)), "next": next.map(JSONValue.string) ?? .null],
            next: next)
    }
}
