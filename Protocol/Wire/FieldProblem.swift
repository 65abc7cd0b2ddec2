/// What is wrong with one field of an input: an element of `errors` in the problem document.
public struct FieldProblem: Sendable, Equatable {
    /// Why the field was refused; a closed list, in the problem's `errors[].code`.
    public enum Code: String, Sendable, CaseIterable {
        /// It is missing, or `null` where a value is needed.
        case required
        /// It has another JSON type than the field's.
        case type
        /// It has the right type but not the field's form (a date, an id, an address …).
        case format
        /// It is too short or too long.
        case length
        /// It is smaller or larger than what is allowed.
        case range
        /// It is none of the values that the field may have.
        case choice
        /// It refers to something that is not there.
        case reference
        /// Another entity has it, and it must be unique.
        case taken
        /// It contradicts another field or the stored state.
        case contradiction
    }

    /// The field's name, nested ones dotted (`location.lat`).
    public var field: String
    public var code: Code
    /// One public sentence.
    public var detail: String

    public init(_ field: String, _ code: Code, _ detail: String) {
        self.field = field
        self.code = code
        self.detail = detail
    }
}
