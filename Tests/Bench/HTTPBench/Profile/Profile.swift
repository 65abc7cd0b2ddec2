import BenchSupport

/// Records with `perf` where each measured path spends its time.
struct Profile {
    private let fixture: Fixture
    private let options: BenchOptions

    init(_ fixture: Fixture, _ options: BenchOptions) {
        (self.fixture, self.options) = (fixture, options)
    }

    func run() throws {
        guard PerfRecording.isPossible() else { return }
        if options.wants(Reads.title) { try record(Reads(fixture)) }
        if options.wants(Creates.title) { try record(Creates(fixture)) }
    }

    private func record(_ suite: some Suite) throws {
        let recording = PerfRecording(in: fixture.workplace.path)
        for probe in suite.probes where probe.process != nil && probe.name != "static" && probe.name != "decode" {
            try recording.show(probe)
        }
        try suite.end()
    }
}
