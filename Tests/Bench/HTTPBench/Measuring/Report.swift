import Foundation

/// Everything that was measured, for programs.
struct Report: Encodable {
    let machine: Machine
    let seconds: Double
    let figures: [Figure]
    let samples: Samples

    func write(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(fileURLWithPath: path))
    }
}
