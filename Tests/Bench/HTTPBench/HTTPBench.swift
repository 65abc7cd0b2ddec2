import BenchSupport
import Glibc

/// Measures what Caravan costs its machine beside bare controls of the same run: processor time, memory, and how long
/// reads wait beside slow work.
@main
struct HTTPBench {
    private static let usage = """
        bench-http [--rounds N] [--seconds S] [--only reads,creates,starts,rest,logins] [--output FILE] [--profile]

          (rest and logins are measured 3 times at most, and five times as long)
        """

    static func main() {
        do {
            let options = try BenchOptions(
                Array(CommandLine.arguments.dropFirst()), usage: usage, output: ".build/bench/http.json")
            let fixture = try Fixture()
            if options.isProfile { try Profile(fixture, options).run() } else { try measure(fixture, options) }
        } catch {
            Progress.say("\(error)")
            exit(1)
        }
    }

    private static func measure(_ fixture: Fixture, _ options: BenchOptions) throws {
        let machine = Machine()
        var (samples, figures): (Samples, [Figure]) = (Samples(), [])
        func run(_ suite: @autoclosure () throws -> some Suite, _ title: String, _ runner: Runner) throws {
            guard options.wants(title) else { return }
            let suite = try suite()
            let measured = try runner.run(suite.probes, title)
            try suite.end()
            samples.add(measured)
            figures += suite.measurements.compactMap { Figure($0, measured) }
        }
        let runner = Runner(rounds: options.rounds, seconds: options.seconds, warmupSeconds: 0.5)
        let slow = Runner(rounds: min(3, options.rounds), seconds: options.seconds * 5)
        try run(Reads(fixture), Reads.title, runner)
        try run(Creates(fixture), Creates.title, runner)
        try run(Starts(fixture), Starts.title, Runner(rounds: options.rounds, seconds: 0))
        try run(Rest(fixture), Rest.title, slow)
        try run(Logins(fixture), Logins.title, slow)
        try Report(machine: machine, seconds: options.seconds, figures: figures, samples: samples)
            .write(options.output)
        Progress.show(
            """
            Processor µs of the server an operation unless the unit says otherwise: medians, control of the same rounds.
            \(machine.processor), \(machine.cores) cores, load \(machine.load), commit \(machine.commit.prefix(12))

            \(Table(figures).text)

            \(Table(loads: samples, samples.rounds.keys.sorted()).text)

            Every round: \(options.output)
            """)
    }
}
