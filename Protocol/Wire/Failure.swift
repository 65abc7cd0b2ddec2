/// The one error that leaves the application: a code, a public sentence, and a cause that is logged and never sent.
public struct Failure: Error, Sendable {
    public var code: FailureCode
    /// One public sentence for people.
    public var detail: String
    /// What is wrong with which field; not empty exactly for `validation_failed` and where `already_exists` names one.
    public var errors: [FieldProblem]
    /// Whole seconds after which the call may be tried again (`Retry-After`).
    public var retryAfterSeconds: Int?
    /// The error behind it, for the log only.
    public var cause: (any Error)?

    public init(
        _ code: FailureCode, _ detail: String? = nil, errors: [FieldProblem] = [], retryAfterSeconds: Int? = nil,
        cause: (any Error)? = nil
    ) {
        self.code = code
        self.detail = detail ?? code.facts.title + "."
        self.errors = errors
        self.retryAfterSeconds = retryAfterSeconds
        self.cause = cause
    }

    /// A `validation_failed` of these fields.
    public static func invalid(_ problems: [FieldProblem]) -> Failure {
        let detail = problems.map { $0.field + ": " + $0.detail }.joined(separator: " ")
        return Failure(.validationFailed, detail, errors: problems)
    }

    /// A `validation_failed` of one field.
    public static func invalid(_ field: String, _ code: FieldProblem.Code, _ detail: String) -> Failure {
        .invalid([FieldProblem(field, code, detail)])
    }

    /// The same failure with a cause for the log.
    public func caused(by cause: any Error) -> Failure {
        var copy = self
        copy.cause = cause
        return copy
    }
}
