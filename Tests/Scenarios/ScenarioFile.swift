import CaravanProtocol

/// The scenarios of one operation: `spec/scenarios/<operation>.json`. The format is described in the README beside them.
public struct ScenarioFile: Sendable {
    public let operation: String
    public let title: String
    /// Who has an account in each of its worlds.
    public let people: [String]
    /// What comes before each of its scenarios.
    public let given: [ScenarioStep]
    public let scenarios: [Scenario]

    /// - Parameter name: what messages call the file.
    public init(_ bytes: [UInt8], name: String) throws(ScenarioFormatError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.parse(bytes)
        } catch {
            throw ScenarioFormatError(name, error.detail)
        }
        var members = try Members(value, name)
        let operation = try members.text("operation")
        self.operation = operation
        title = try members.text("title")
        people = try Self.people(&members)
        given = try ScenarioStep.list("given", in: &members)
        var scenarios: [Scenario] = []
        for element in try members.list("scenarios") {
            scenarios.append(try Scenario(element, of: operation, "\(name), scenario \(scenarios.count + 1)"))
        }
        self.scenarios = scenarios
        try members.finish()
    }

    private static func people(_ members: inout Members) throws(ScenarioFormatError) -> [String] {
        var people: [String] = []
        for element in try members.list("people") {
            guard let name = element.string else { throw ScenarioFormatError(members.place, "people are names") }
            people.append(name)
        }
        return people
    }
}
