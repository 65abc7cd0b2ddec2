import Foundation

/// Where and when something was measured.
struct Machine: Encodable {
    let time = Date().formatted(.iso8601)
    let commit = output("/usr/bin/git", ["rev-parse", "HEAD"])
    /// Whether files differ from the commit.
    let isChanged = !output("/usr/bin/git", ["status", "--porcelain"]).isEmpty
    let kernel = output("/usr/bin/uname", ["-srm"])
    let processor = fact("/proc/cpuinfo", "model name")
    let memory = fact("/proc/meminfo", "MemTotal")
    let cores = ProcessInfo.processInfo.activeProcessorCount
    /// Over 1, 5 and 15 minutes, before the first round.
    let load = ((try? TextFile.read("/proc/loadavg")) ?? "").split(separator: " ").prefix(3).joined(separator: " ")

    private static func fact(_ path: String, _ name: String) -> String {
        let line = ((try? TextFile.read(path)) ?? "").split(separator: "\n").first { $0.hasPrefix(name) }
        return line.map { $0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces) } ?? ""
    }

    private static func output(_ program: String, _ arguments: [String]) -> String {
        (try? Command.output(program, arguments))?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }
}
