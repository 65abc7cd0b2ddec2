import Foundation
import Glibc
import ProgramSupport

/// Records with `perf` where a process spends its time, and shows it. Stacks are followed by frame pointers: what runs in
/// a library without them (Debian's libsqlite3) is counted for itself, but not for whoever called it.
package struct PerfRecording {
    private static let perf = "/usr/bin/perf"
    private let folder: String

    /// - Parameter folder: where the recording goes, which is large.
    package init(in folder: String) { self.folder = folder }

    /// Whether it can be done here; says what is missing if not.
    package static func isPossible() -> Bool {
        if FileManager.default.isExecutableFile(atPath: perf) { return true }
        Progress.show("\(perf) is not there: install linux-perf (Debian) or linux-tools-generic (Ubuntu)")
        return false
    }

    /// Records the probe, or this process if it has none of its own, for four seconds.
    package func show(_ probe: Probe) throws {
        let file = folder + "/perf.data"
        _ = try probe.measure(0.5)
        let recorder = try ChildProcess(
            Self.perf,
            [
                "record", "-q", "-e", "cpu-clock", "-F", "1999", "--call-graph", "fp", "-p",
                "\(probe.process?.id ?? getpid())", "-o", file, "--", "sleep", "4",
            ], environment: ["PATH": "/usr/bin:/bin"],
            [0: .reading("/dev/null"), 1: .writing("/dev/null"), 2: .writing(file + ".err")])
        let sample = try probe.measure(4.5)
        guard recorder.wait(seconds: 30) == 0 else { throw BenchError(try TextFile.read(file + ".err")) }
        Progress.show(
            """
            \(probe.name): \(Number.short(sample[probe.name]?.value ?? 0))
              by library:
            \(try PerfReport(file, .libraries).text(6))
              by function:
            \(try PerfReport(file, .functions).text(25))
              by function of ours, with all that it calls:
            \(try PerfReport(file, .functionsWithChildren).text(40))

            """)
    }
}
