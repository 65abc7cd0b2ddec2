import Foundation

/// Everything that was measured, for programs.
package struct Report: Encodable {
    package let machine: Machine
    package let seconds: Double
    package let figures: [Figure]
    package let samples: Samples

    package init(machine: Machine, seconds: Double, figures: [Figure], samples: Samples) {
        (self.machine, self.seconds, self.figures, self.samples) = (machine, seconds, figures, samples)
    }

    package func write(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // What never came took for ever.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "never", negativeInfinity: "-never", nan: "none")
        try encoder.encode(self).write(to: URL(fileURLWithPath: path))
    }
}
