import Foundation

/// Where and when something was measured.
package struct Machine: Encodable {
    package let time = Date().formatted(.iso8601)
    package let commit = output("/usr/bin/git", ["rev-parse", "HEAD"])
    /// Whether files differ from the commit.
    package let isChanged = !output("/usr/bin/git", ["status", "--porcelain"]).isEmpty
    package let kernel = output("/usr/bin/uname", ["-srm"])
    package let processor = fact("/proc/cpuinfo", "model name")
    package let memory = fact("/proc/meminfo", "MemTotal")
    package let cores = ProcessInfo.processInfo.activeProcessorCount
    /// Over 1, 5 and 15 minutes, before the first round.
    package let load = ((try? TextFile.read("/proc/loadavg")) ?? "").split(separator: " ").prefix(3).joined(
        separator: " ")

    package init() {}

    private static func fact(_ path: String, _ name: String) -> String {
        let line = ((try? TextFile.read(path)) ?? "").split(separator: "\n").first { $0.hasPrefix(name) }
        return line.map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) } ?? ""
    }

    private static func output(_ program: String, _ arguments: [String]) -> String {
        (try? Command.output(program, arguments))?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }
}
