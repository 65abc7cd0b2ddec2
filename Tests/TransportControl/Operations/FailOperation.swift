public import CaravanProtocol

/// Fails with the code that it is given, and with a private cause that may never be seen.
struct FailOperation: ControlOperation {
    let descriptor = OperationDescriptor(
        name: "control.fail", summary: "Fails.", effect: .idempotentWrite, route: .post("/control/fail/"),
        needsSession: false,
        inputSchema: [
            "type": "object", "required": ["code"],
            "properties": [
                "code": ["type": "string", "enum": .array(FailureCode.allCases.map { .string($0.rawValue) })]
            ],
        ],
        outputSchema: nil, failures: FailureCode.allCases)

    func perform(_ call: Call, _ state: ControlState) throws -> Reply {
        guard let code = call.input["code"]?.text.flatMap(FailureCode.init(rawValue:)) else {
            throw Failure.invalid("code", .choice, "This must be a failure code.")
        }
        let rateLimit = code == .rateLimited ? ControlFailure.rateLimit(remaining: 0) : nil
        return Reply(.failure(ControlFailure.of(code)), rateLimit: rateLimit)
    }
}

/// The failures of `control.fail`.
public enum ControlFailure {
    /// A text in the cause of each.
    public static let secret = "hunter2-private-cause"
    /// What `rate_limited` says.
    public static let retryAfterSeconds = 7

    static func rateLimit(remaining: Int) -> RateLimitState {
        RateLimitState(policy: "control", quota: 5, windowSeconds: 30, remaining: remaining, resetSeconds: 29)
    }

    struct Cause: Error {
        let text = ControlFailure.secret
    }

    /// The failure of that code; `validation_failed` and `already_exists` name fields.
    public static func of(_ code: FailureCode) -> Failure {
        let namesFields = code == .validationFailed || code == .alreadyExists
        return Failure(
            code, "It fails with \(code.rawValue), as it was told.",
            errors: namesFields
                ? [
                    FieldProblem("code", .taken, "First."), FieldProblem("location.lat", .range, "Second “ü”."),
                ] : [],
            retryAfterSeconds: code == .rateLimited ? retryAfterSeconds : nil, cause: Cause())
    }
}
