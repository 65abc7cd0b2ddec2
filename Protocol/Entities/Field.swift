/// One field of a record: its name on the wire and in the table, where it lies in memory, and what it may hold.
public struct Field<Owner: Record>: Sendable {
    public let name: String
    public let right: FieldRight
    public let type: any FieldValue.Type
    public let rules: [FieldRule]
    /// Bytes from the start of the record. Resolved once from the key path, which is not kept: it costs twice as much.
    @usableFromInline let offset: Int

    private init<V: FieldValue>(
        _ name: String, _ path: WritableKeyPath<Owner, V>, _ right: FieldRight, _ rules: [FieldRule]
    ) {
        guard let offset = MemoryLayout<Owner>.offset(of: path) else {
            preconditionFailure("\(Owner.self).\(name) is computed; only stored properties are fields")
        }
        self.name = name
        self.right = right
        self.type = V.self
        self.rules = rules
        self.offset = offset
    }

    /// The identity; see ``FieldRight/key``.
    public static func key<V: FieldValue>(_ name: String, _ path: WritableKeyPath<Owner, V>) -> Field {
        Field(name, path, .key, [])
    }

    /// See ``FieldRight/required``.
    public static func required<V: FieldValue>(
        _ name: String, _ path: WritableKeyPath<Owner, V>, _ rules: FieldRule...
    ) -> Field { Field(name, path, .required, rules) }

    /// See ``FieldRight/optional``.
    public static func optional<V: FieldValue>(
        _ name: String, _ path: WritableKeyPath<Owner, V>, _ rules: FieldRule...
    ) -> Field { Field(name, path, .optional, rules) }

    /// See ``FieldRight/initial``.
    public static func initial<V: FieldValue>(
        _ name: String, _ path: WritableKeyPath<Owner, V>, _ rules: FieldRule...
    ) -> Field { Field(name, path, .initial, rules) }

    /// See ``FieldRight/fixed``.
    public static func fixed<V: FieldValue>(
        _ name: String, _ path: WritableKeyPath<Owner, V>, _ rules: FieldRule...
    ) -> Field { Field(name, path, .fixed, rules) }

    /// See ``FieldRight/server``.
    public static func server<V: FieldValue>(_ name: String, _ path: WritableKeyPath<Owner, V>) -> Field {
        Field(name, path, .server, [])
    }

    /// See ``FieldRight/hidden``.
    public static func hidden<V: FieldValue>(_ name: String, _ path: WritableKeyPath<Owner, V>) -> Field {
        Field(name, path, .hidden, [])
    }

    /// Whether `null` is accepted in input: never where a value is needed, however the record holds it.
    var acceptsNull: Bool {
        (right == .optional || right == .initial) && type.isNullable || rules.contains(.nullIsDefault)
    }

    /// The JSON Schema of the field as clients receive it.
    public var outputSchema: JSONValue { type.jsonSchema }

    /// The JSON Schema of the field as clients send it: with its rules.
    public var inputSchema: JSONValue {
        let described = acceptsNull ? type.inputSchema : type.inputSchema.withoutNull
        guard case .object(var schema) = described else { return described }
        for (keyword, value) in rules.flatMap(\.keywords) { schema[keyword] = value }
        return rules.contains(.nullIsDefault) ? JSONValue.object(schema).orNull : .object(schema)
    }
}
