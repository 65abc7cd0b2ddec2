import Foundation

/// Programs of this package that tests start.
public enum BuiltProgram {
    /// The program beside the tests' own, in the directory of what was built.
    public static func path(_ name: String) -> String {
        let directories = [Bundle.main.executableURL, URL(fileURLWithPath: CommandLine.arguments[0])]
            .compactMap { $0?.deletingLastPathComponent().path }
        let candidates = directories.map { $0 + "/" + name }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? candidates[0]
    }

    public static let caravan = path("caravan")
}
