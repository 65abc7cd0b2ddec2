public import CaravanProtocol

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
