import CaravanProtocol

/// Something that happens before or after the call that a scenario is about.
public struct ScenarioStep: Sendable {
    public enum Action: Sendable {
        case call(ScenarioCall)
        /// So much time passes.
        case wait(seconds: Int64)
        /// The last mail to a person is read.
        case mail(to: String)
    }

    public let action: Action
    /// The name under which its answer is kept.
    public let save: String?
    /// What messages call it.
    public let place: String

    init(_ value: JSONValue, _ place: String) throws(ScenarioFormatError) {
        var members = try Members(value, place)
        self.place = place
        if members.has("wait_seconds") {
            guard case .number(let number)? = members.take("wait_seconds"), let seconds = number.int64, seconds > 0
            else {
                throw ScenarioFormatError(place, "wait_seconds must be a whole number above 0")
            }
            action = .wait(seconds: seconds)
        } else if members.has("mail_to") {
            action = .mail(to: try members.text("mail_to"))
        } else {
            action = .call(try ScenarioCall(&members, operation: nil))
        }
        save = try members.optionalText("save")
        try members.finish()
    }

    static func list(_ name: String, in members: inout Members) throws(ScenarioFormatError) -> [ScenarioStep] {
        var steps: [ScenarioStep] = []
        for element in try members.list(name) {
            steps.append(try ScenarioStep(element, "\(members.place), \(name) \(steps.count + 1)"))
        }
        return steps
    }

    var caller: ScenarioCaller? {
        if case .call(let call) = action { call.caller } else { nil }
    }
}
