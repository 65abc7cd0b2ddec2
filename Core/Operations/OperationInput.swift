public import CaravanProtocol

/// What an operation takes: read from path, query and body together, all problems reported at once.
public protocol OperationInput: Sendable {
    static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Self
    /// The JSON Schema of all its fields.
    static var inputSchema: JSONValue { get }
    /// Whether HTTP calls must bring a body when they have fields outside the path.
    static var needsBody: Bool { get }
}

extension OperationInput {
    public static var needsBody: Bool { true }
}

/// A record that is an operation's own input.
public protocol InputRecord: Record, OperationInput {}

extension InputRecord {
    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Self {
        try fields.decode(input, .input, context).value
    }

    public static var inputSchema: JSONValue { fields.inputSchema(.input) }
}

/// No input.
public struct NoInput: InputRecord {
    public init() {}
    public static let fields = FieldList<NoInput>([])
}

/// The id in the path.
public struct ByID<E: Identified>: InputRecord {
    public var id = ID<E>.unset

    public init() {}
    public static var fields: FieldList<ByID<E>> { [.required("id", \.id)] }

    /// As the list of fields reads it. A generic type keeps no list, and to make it anew costs more than the id.
    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> ByID {
        var read = ByID()
        guard let value = input["id"] else { throw .invalid("id", .required, "This field is required.") }
        do throws(FieldFaults) {
            guard !value.isNull else { throw FieldFaults(.required, "This field may not be null.") }
            read.id = try ID.decode(value, context)
        } catch {
            if input.isInPath("id") { throw Failure(.notFound) }
            throw .invalid(error.problems(of: "id"))
        }
        return read
    }
}

/// A new entity.
public struct Draft<E: Identified>: OperationInput {
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Draft {
        Draft(partial: try E.fields.decode(input, .create, context))
    }

    public static var inputSchema: JSONValue { E.fields.inputSchema(.create) }
}

/// Changes of an entity.
public struct Edit<E: Identified>: OperationInput {
    public var id: ID<E>
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Edit {
        let id = try ByID<E>.read(input, context).id
        return Edit(id: id, partial: try E.fields.decode(input, .change, context))
    }

    public static var inputSchema: JSONValue { .merged(ByID<E>.inputSchema, E.fields.inputSchema(.change)) }
}

/// The whole of an entity anew.
public struct Replacement<E: Identified>: OperationInput {
    public var id: ID<E>
    public var partial: Partial<E>

    public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Replacement {
        let id = try ByID<E>.read(input, context).id
        return Replacement(id: id, partial: try E.fields.decode(input, .replace, context))
    }

    public static var inputSchema: JSONValue { .merged(ByID<E>.inputSchema, E.fields.inputSchema(.replace)) }
}

extension JSONValue {
    /// The schema of an object with the properties of both.
    static func merged(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
        guard case .object(var result) = one, case .object(let added) = other else { return other }
        if case .object(var properties)? = result["properties"], case .object(let more)? = added["properties"] {
            for member in more.members { properties[member.name] = member.value }
            result["properties"] = .object(properties)
        }
        if case .array(let more)? = added["required"] {
            guard case .array(let required)? = result["required"] else {
                result["required"] = .array(more)
                return .object(result)
            }
            result["required"] = .array(required + more)
        }
        return .object(result)
    }
}
