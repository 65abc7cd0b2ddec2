import BenchSupport
import Glibc

/// Measures what sync costs beside bare SQLite and a bare static route of the same run: a first pull, pushes, and pulls
/// without news.
@main
struct SyncBench {
    private static let usage = """
        bench-sync [--rounds N] [--seconds S] [--trips N] [--only pull,push,news] [--output FILE] [--profile]

          --trips      how many trips of 1,000 entities the database has [100]
        """

    static func main() {
        do {
            let options = try BenchOptions(
                Array(CommandLine.arguments.dropFirst()), usage: usage, output: ".build/bench/sync.json",
                numbers: ["--trips": 100])
            if options.isProfile { try profile(options) } else { try measure(options) }
        } catch {
            Progress.say("\(error)")
            exit(1)
        }
    }

    private static func measure(_ options: BenchOptions) throws {
        let machine = Machine()
        let workplace = try Workplace()
        var (samples, figures): (Samples, [Figure]) = (Samples(), [])
        for make in try suites(options, workplace) {
            let suite = try make()
            let title = type(of: suite).title
            // The first round of a pull is the warm-up; it is always whole.
            let runner = Runner(rounds: options.rounds, seconds: options.seconds, warmupSeconds: 0.5)
            let measured = try runner.run(suite.probes, title)
            try suite.end()
            samples.add(measured)
            figures += suite.measurements.compactMap { Figure($0, measured) }
        }
        try Report(machine: machine, seconds: options.seconds, figures: figures, samples: samples)
            .write(options.output)
        Progress.show(
            """
            Medians, control of the same rounds. Pull: one thread's processor time. Push: time on the wall, and of processors.
            No news: processor µs of the server a request.
            \(machine.processor), \(machine.cores) cores, load \(machine.load), commit \(machine.commit.prefix(12))

            \(Table(figures).text)

            \(Table(loads: samples, samples.rounds.keys.sorted()).text)

            Every round: \(options.output)
            """)
    }

    private static func profile(_ options: BenchOptions) throws {
        guard PerfRecording.isPossible() else { return }
        let workplace = try Workplace()
        let recording = PerfRecording(in: workplace.path)
        for make in try suites(options, workplace) {
            let suite = try make()
            for probe in suite.probes where !probe.name.hasPrefix("raw") && probe.name != "static" {
                try recording.show(probe)
            }
            try suite.end()
        }
    }

    /// What makes each suite, when its turn comes: pushes fill the world that is pulled before them.
    private static func suites(_ options: BenchOptions, _ workplace: Workplace) throws -> [() throws -> any Suite] {
        var suites: [() throws -> any Suite] = []
        if options.wants(NoNews.title) { suites.append { try NoNews(workplace) } }
        guard options.wants(FirstPull.title) || options.wants(Pushes.title) else { return suites }
        let world = try SyncWorld(try workplace.folder("world"), trips: options.numbers["--trips"] ?? 100)
        if options.wants(FirstPull.title) { suites.append { try FirstPull(world) } }
        if options.wants(Pushes.title) { suites.append { try Pushes(world) } }
        return suites
    }
}
