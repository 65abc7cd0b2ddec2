extension FieldList {
    /// The JSON Schema of the record as clients receive it: every shown field is there.
    public var outputSchema: JSONValue {
        let shown = fields.filter { $0.right.isShown }
        return schema(of: shown, required: shown.map(\.name)) { $0.outputSchema }
    }

    /// The JSON Schema of these fields as clients receive them.
    public func outputSchema(_ mask: FieldMask) -> JSONValue {
        let shown = mask.places.map { fields[$0] }
        return schema(of: shown, required: shown.map(\.name)) { $0.outputSchema }
    }

    /// The JSON Schema of an input that is read in that mode.
    public func inputSchema(_ mode: Mode) -> JSONValue {
        let read = fields.filter { mode.reads($0.right) }
        return schema(of: read, required: read.filter { mode.needs($0.right) }.map(\.name)) { $0.inputSchema }
    }

    private func schema(of fields: [Field<Owner>], required: [String], _ describe: (Field<Owner>) -> JSONValue)
        -> JSONValue
    {
        var properties = JSONObject()
        for field in fields { properties[field.name] = describe(field) }
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        return .object(schema)
    }
}
