import Scenarios
import Testing

/// A scenario as an argument of a test.
struct NamedScenario: Sendable, CustomTestStringConvertible {
    let file: ScenarioFile
    let scenario: Scenario

    var testDescription: String { "\(file.operation): \(scenario.title)" }

    static let all: [NamedScenario] = {
        // A file that cannot be read is `everyFileCanBeRead`'s to report.
        let files = ((try? SpecFolder.scenarioNames()) ?? []).compactMap { try? SpecFolder.scenarioFile($0) }
        return files.flatMap { file in file.scenarios.map { NamedScenario(file: file, scenario: $0) } }
    }()
}

@Suite("Scenarios of the specification")
struct ScenarioTests {
    @Test func everyFileCanBeRead() throws {
        for name in try SpecFolder.scenarioNames() {
            let file = try SpecFolder.scenarioFile(name)
            #expect(file.operation == name)
            #expect(!file.scenarios.isEmpty)
            #expect(Set(file.scenarios.map(\.title)).count == file.scenarios.count, "\(name): titles differ")
        }
    }

    @Test(arguments: NamedScenario.all, Setting.all)
    func comesTrue(_ named: NamedScenario, _ setting: Setting) async throws {
        for problem in try await setting.play(named.scenario, of: named.file) { Issue.record("\(problem)") }
    }
}
