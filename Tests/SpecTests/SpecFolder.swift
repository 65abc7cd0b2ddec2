import CaravanProtocol
import Foundation
import Scenarios
import Testing

/// The folder `spec/` of the checkout that these tests were built from.
enum SpecFolder {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("spec")

    static func text(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }

    /// The names of the scenario files, without their ending.
    static func scenarioNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent("scenarios").path)
            .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func scenarioFile(_ name: String) throws -> ScenarioFile {
        let bytes = Array(try Data(contentsOf: root.appendingPathComponent("scenarios/\(name).json")))
        return try ScenarioFile(bytes, name: name)
    }
}
