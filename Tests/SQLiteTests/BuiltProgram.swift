import Foundation

/// Programs of this package that tests start.
enum BuiltProgram {
    /// The program beside the tests' own, in the directory of what was built.
    static func url(_ name: String) -> URL {
        let directories = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
            .compactMap { $0?.deletingLastPathComponent() }
        let candidates = directories.map { $0.appendingPathComponent(name) }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }
}
