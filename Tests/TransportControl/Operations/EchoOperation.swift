import CaravanProtocol

/// Answers what it was given, decoded by its types, under each verb: `control.echo_get` and so on.
struct EchoOperation: ControlOperation {
    let verb: Route.Verb

    struct Input: Record {
        var id = ID<Input>(UUIDBits(high: 0, low: 0))
        var text: String?
        var number: Int64?
        var flag: Bool?

        static let fields: FieldList<Input> = [
            .key("id", \.id),
            .optional("text", \.text, .length(0...1000)),
            .optional("number", \.number),
            .optional("flag", \.flag),
        ]
    }

    var descriptor: OperationDescriptor {
        OperationDescriptor(
            name: "control.echo_" + verb.rawValue.lowercased(), summary: "Answers what it was given.",
            effect: verb == .get ? .read : .idempotentWrite, route: Route(verb, "/control/echo/{id}/"),
            needsSession: false, inputSchema: Input.fields.inputSchema(.input),
            outputSchema: ["type": "object", "required": ["verb", "id"]])
    }

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        let input = try Input.fields.decode(call.input, .input, controlContext).value
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("verb")
        writer.string(verb.rawValue)
        Input.fields.writeMembers(of: input, to: &writer)
        writer.name("extra")
        writer.value(call.input.body?["extra"] ?? .null)
        writer.endObject()
        return Reply(.json(writer.bytes))
    }
}
