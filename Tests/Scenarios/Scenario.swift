import CaravanProtocol

/// A call of one operation in a situation, and what must come of it.
public struct Scenario: Sendable {
    public let title: String
    /// The calls that make the situation; all of them succeed.
    public let given: [ScenarioStep]
    /// The call that this is about.
    public let call: ScenarioCall
    /// The name under which its answer is kept for what follows.
    public let save: String?
    /// What it adds to a trip's log, where that is said.
    public let changes: ExpectedChanges?
    /// Calls that show what came of it.
    public let then: [ScenarioStep]

    init(_ value: JSONValue, of operation: String, _ place: String) throws(ScenarioFormatError) {
        var members = try Members(value, place)
        title = try members.text("title")
        given = try ScenarioStep.list("given", in: &members)
        let call = try ScenarioCall(&members, operation: operation)
        self.call = call
        guard call.expected != .success else {
            throw ScenarioFormatError(place, "an answer or a problem is needed")
        }
        save = try members.optionalText("save")
        changes = try members.take("changes").map { value throws(ScenarioFormatError) in
            try ExpectedChanges(value, place + ", changes", caller: call.caller)
        }
        then = try ScenarioStep.list("then", in: &members)
        try members.finish()
    }
}
