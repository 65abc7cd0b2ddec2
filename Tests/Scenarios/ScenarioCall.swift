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
        switch members.take("input") {
        case nil: input = [:]
        case .object(let object)?: input = object
        default: throw ScenarioFormatError(place, "the input must be an object")
        }
        let (answer, problem) = (members.take("answer"), members.take("problem"))
        switch (answer, problem) {
        case (nil, nil): expected = .success
        case (let answer?, nil): expected = .answer(answer)
        case (nil, let problem?): expected = .problem(try ExpectedProblem(problem, place + ", problem"))
        default: throw ScenarioFormatError(place, "there is an answer or a problem, not both")
        }
    }
}
