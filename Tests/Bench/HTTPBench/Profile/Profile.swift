import BenchSupport
import Foundation
import ProgramSupport

/// Records with `perf` where each measured path spends its time. Stacks are followed by frame pointers: what runs in a
/// library without them (Debian's libsqlite3) is counted for itself, but not for whoever called it.
struct Profile {
    private static let perf = "/usr/bin/perf"
    private let fixture: Fixture
    private let options: Options

    init(_ fixture: Fixture, _ options: Options) {
        (self.fixture, self.options) = (fixture, options)
    }

    func run() throws {
        guard FileManager.default.isExecutableFile(atPath: Self.perf) else {
            Progress.show("\(Self.perf) is not there: install linux-perf (Debian) or linux-tools-generic (Ubuntu)")
            return
        }
        if options.wants(Reads.title) { try record(Reads(fixture)) }
        if options.wants(Creates.title) { try record(Creates(fixture)) }
    }

    private func record(_ suite: some Suite) throws {
        for probe in suite.probes {
            guard let process = probe.process, probe.name != "static", probe.name != "decode" else { continue }
            let file = fixture.workplace.path + "/perf.data"
            _ = try probe.measure(0.5)
            let recorder = try ChildProcess(
                Self.perf,
                [
                    "record", "-q", "-e", "cpu-clock", "-F", "1999", "--call-graph", "fp", "-p", "\(process.id)", "-o",
                    file, "--", "sleep", "4",
                ], environment: ["PATH": "/usr/bin:/bin"],
                [0: .reading("/dev/null"), 1: .writing("/dev/null"), 2: .writing(file + ".err")])
            let sample = try probe.measure(4.5)
            guard recorder.wait(seconds: 30) == 0 else { throw BenchError(try TextFile.read(file + ".err")) }
            Progress.show(
                """
                \(probe.name): \(Number.short(sample[probe.name]?.value ?? 0)) µs
                  by library:
                \(try PerfReport(file, .libraries).text(6))
                  by function:
                \(try PerfReport(file, .functions).text(10))
                  by function of ours, with all that it calls:
                \(try PerfReport(file, .functionsWithChildren).text(10))

                """)
        }
        try suite.end()
    }
}
