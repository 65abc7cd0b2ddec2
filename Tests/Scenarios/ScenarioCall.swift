public import CaravanProtocol

/// A call and what is expected of it.
public struct ScenarioCall: Sendable {
    /// What must come back.
    public enum Expectation: Sendable, Equatable {
        /// Any success.
        case success
        /// A success that looks like this; `null` for no content.
        case answer(JSONValue)
        /// A failure with this code and these fields.
        case problem(ExpectedProblem)
    }

    /// `nil` is nobody: a call without a session.
    public let caller: ScenarioCaller?
    public let operation: String
    public let input: JSONObject
    /// What is said about the call: an idempotency key, a condition. `nil` for nothing.
    public let meta: JSONObject?
    public let expected: Expectation

    /// - Parameter operation: what is called; `nil` when the step says so itself.
    init(_ members: inout Members, operation: String?) throws(ScenarioFormatError) {
        let place = members.place
        if let operation { self.operation = operation } else { self.operation = try members.text("call") }
        switch members.take("as") {
        case .string(let name)?: caller = ScenarioCaller(name)
        case .null?: caller = nil
        default: throw ScenarioFormatError(place, "as must be a person or null")
        }
        input = try members.optionalObject("input") ?? [:]
        meta = try members.optionalObject("meta")
        let (answer, problem) = (members.take("answer"), members.take("problem"))
        switch (answer, problem) {
        case (nil, nil): expected = .success
        case (let answer?, nil): expected = .answer(answer)
        case (nil, let problem?): expected = .problem(try ExpectedProblem(problem, place + ", problem"))
        default: throw ScenarioFormatError(place, "there is an answer or a problem, not both")
        }
    }
}
