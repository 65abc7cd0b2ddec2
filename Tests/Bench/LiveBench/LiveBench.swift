import BenchSupport
import Glibc

/// Measures what Caravan's live traffic costs its machine beside a bare NIO server of the same run, and checks by
/// revision that every socket got everything, once and in order.
@main
struct LiveBench {
    static func main() {
        do {
            try raiseDescriptors()
            try measure(Options(Array(CommandLine.arguments.dropFirst())))
        } catch {
            Progress.say("\(error)")
            exit(1)
        }
    }

    private static func measure(_ options: Options) throws {
        let machine = Machine()
        let stages = Stages(options: options, workplace: try Workplace())
        var (samples, figures): (Samples, [Figure]) = (Samples(), [])
        func run<S: Suite>(_ suite: @autoclosure () throws -> S, _ runner: Runner) throws {
            guard options.wants(S.title) else { return }
            let suite = try suite()
            let measured = try runner.run(suite.probes, S.title)
            try suite.end()
            samples.add(measured)
            figures += suite.measurements.compactMap { Figure($0, measured) }
        }
        let runner = Runner(rounds: options.rounds, seconds: options.seconds, warmupSeconds: 0.5)
        // Until the queues of those who do not read are full.
        let slow = Runner(rounds: options.rounds, seconds: max(12, options.seconds))
        try run(Fanout(stages), runner)
        try run(Chat(stages), runner)
        try run(Paced(stages), runner)
        try run(Idle(stages), Runner(rounds: 1, seconds: 0))
        try run(Slow(stages), slow)
        try run(Resume(stages), runner)
        try Report(machine: machine, seconds: options.seconds, figures: figures, samples: samples)
            .write(options.output)
        Progress.show(
            """
            Medians, control of the same rounds; processor time is the server's.\
            \(options.isControlMeasured ? " THE CONTROL WAS MEASURED IN PLACE OF CARAVAN." : "")
            \(machine.processor), \(machine.cores) cores, load \(machine.load), commit \(machine.commit.prefix(12))

            \(Table(figures).text)

            \(Table(loads: samples, samples.rounds.keys.sorted()).text)

            \(Ledger.text)
            Every round: \(options.output)
            """)
    }

    /// Sockets here and, as children inherit the limit, in the servers.
    private static func raiseDescriptors() throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
