import CaravanCore
import CaravanProtocol
import Scenarios
import TestSupport
import TransportConformance

/// The examples of the documents: what the scenarios give in a world with nothing left to chance.
enum PlayedExamples {
    /// The source file that has them, one in each line, in the order of the catalogue.
    static func source() async throws -> String {
        var lines: [String] = []
        for operation in Catalogue.entries.map(\.descriptor) { lines.append(try await line(operation)) }
        return """
            // Made by `make examples`, which plays spec/scenarios. A test fails while it differs from what they give.
            // swift-format-ignore-file

            /// An example of each operation for the documents, one in each line.
            enum Examples {
                static let text = #\"""
            \(lines.joined(separator: "\n"))
            \"""#
            }

            """
    }

    /// The first success, and the first refusal with each code. That of whoever shows no session is the same everywhere.
    private static func line(_ operation: OperationDescriptor) async throws -> String {
        let file = try SpecFolder.scenarioFile(operation.name)
        var example: JSONObject = ["operation": .string(operation.name)]
        var problems: [(code: FailureCode, value: JSONValue)] = []
        for scenario in file.scenarios {
            switch scenario.call.expected {
            case .problem(let problem):
                if problem.code == .unauthenticated, operation.needsSession { continue }
                if problems.contains(where: { $0.code == problem.code }) { continue }
                let document = try await played(scenario, of: file).answer.problem
                problems.append((problem.code, ["title": .string(scenario.title), "problem": document ?? .null]))
            case .answer where example["answer"] == nil:
                let played = try await played(scenario, of: file)
                example["title"] = .string(scenario.title)
                example["input"] = .object(played.input)
                example["answer"] = played.answer.value ?? .null
            case .answer, .success: continue
            }
        }
        example["problems"] = .array(problems.map(\.value))
        var writer = JSONWriter()
        var settling = Settling()
        writer.value(settling.settled(.object(example)))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private static func played(_ scenario: Scenario, of file: ScenarioFile) async throws -> PlayedCall {
        let stage = InProcessStage(stage: WorldStage(world: try TestWorld(MemoryStorage())))
        let runner = ScenarioRunner(stage, operations: stage.stage.world.caravan.operations)
        try await runner.play(scenario, of: file)
        guard let played = runner.played, runner.problems.isEmpty else {
            throw ScenarioFormatError(file.operation, "\(scenario.title): \(runner.problems)")
        }
        return played
    }
}
