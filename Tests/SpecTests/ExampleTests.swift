import CaravanProtocol
import Foundation
import Testing

/// The documents' examples are what the scenarios give. `make examples` writes them anew.
@Suite("Examples of the documents")
struct ExampleTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Core/Documents/Examples+Generated.swift")

    @Test func areWhatTheScenariosGive() async throws {
        let source = try await PlayedExamples.source()
        if ProcessInfo.processInfo.environment["CARAVAN_EXAMPLES"] == "write" {
            try source.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let (played, kept) = (lines(source), lines(try String(contentsOf: Self.file, encoding: .utf8)))
        let place = zip(played, kept).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        #expect(place == nil, "run `make examples`; line \(place ?? 0) is played as \(played[place ?? 0].prefix(2000))")
        #expect(played.count == kept.count, "run `make examples`")
    }

    /// One world is as another, so that the file changes only when the scenarios or the answers do.
    @Test func areTheSameAgain() async throws {
        #expect(try await PlayedExamples.source() == PlayedExamples.source())
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
