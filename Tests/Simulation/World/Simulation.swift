import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQLite

/// Servers, people and their devices on one thread, all from one seed.
public final class Simulation {
    let options: SimulationOptions
    var dice: Dice
    let time = VirtualTime()
    let mint = MarkerMint()
    let journal = EditJournal()
    var timeline = Timeline()
    var network: Network
    var trace: Trace
    var report: SimulationReport

    var storage: SQLiteStorage
    var epoch = ""
    let servers: [SimulatedServer]
    /// Whether the servers' clocks stay within the minute of each other that pulls by time bear; cursors need no such thing.
    let hasGoodClocks: Bool
    let people: [Person]
    var seats: [Seat] = []
    let saboteur: Saboteur?

    var ledger = Ledger()
    var book = LogBook()
    var invariants = Invariants.all()
    var backups: [Backup] = []
    /// Pushes that may come again, late.
    var oldPushes: [Envelope] = []
    var requests = 0

    static let goodOffsetSeconds: Int64 = 20

    /// Runs a simulation to its end.
    ///
    /// Throws ``SimulationFailure`` when an invariant does not hold.
    public static func run(seed: UInt64, _ options: SimulationOptions = SimulationOptions()) throws -> SimulationReport
    {
        let simulation = try Simulation(seed: seed, options)
        defer { simulation.storage.close() }
        do {
            try simulation.run()
        } catch let violation as Violation {
            throw SimulationFailure(
                invariant: violation.invariant, detail: violation.detail, seed: seed, step: simulation.report.steps,
                tail: options.keepsTrace ? simulation.trace.lines : simulation.trace.tail)
        }
        return simulation.report
    }

    private init(seed: UInt64, _ options: SimulationOptions) throws {
        self.options = options
        var dice = Dice(seed: seed)
        let base = try BaseImage.made.get()
        people = Array(base.people.prefix(2 + dice.below(BaseImage.peopleMax - 1)))
        network = Network(dice: dice.fork())
        trace = Trace(keepsAll: options.keepsTrace)
        report = SimulationReport(seed: seed)
        storage = try Self.storage(base.image)
        hasGoodClocks = dice.happens(percent: 50)
        var servers: [SimulatedServer] = []
        let serverCount = 1 + dice.below(2)
        for number in 1...serverCount {
            let offset = dice.skew(greatestSeconds: hasGoodClocks ? Self.goodOffsetSeconds : 300)
            let clock = SkewedClock(time, offsetSeconds: offset, driftPPM: dice.within(-200...200))
            servers.append(
                SimulatedServer(
                    "server \(number)", clock: clock, seed: dice.next(), isAlone: serverCount == 1))
        }
        self.servers = servers
        // Drawn always, so that a seed with a bug begins as it does without.
        let saboteursDice = dice.fork()
        saboteur = options.bug.map { Saboteur($0, saboteursDice) }
        self.dice = dice
    }

    static func storage(_ image: [UInt8]) throws -> SQLiteStorage {
        try SQLiteStorage(image: image, migrations: Migrations.sqlite)
    }

    private func run() throws {
        for server in servers { try start(server) }
        try setUp()
        while report.steps < options.stepsMax, let (at, happening) = timeline.takeNext() {
            time.advance(to: at)
            report.steps += 1
            try happen(happening)
            if report.steps % 25 == 0 { try examine() }
        }
        try heal()
        report.traceHash = trace.hash
        report.trace = options.keepsTrace ? trace.lines : []
        report.writes = ledger.writes.count
        report.conflicts = ledger.conflicts.count
    }

    func happen(_ happening: Happening) throws {
        switch happening {
        case .deviceWakes(let seat): try wake(seat)
        case .visit: visit()
        case .requestArrives(let envelope): try arrive(envelope)
        case .answerArrives(let envelope, let answer): try deliver(answer, to: envelope)
        case .requestTimesOut(let seat, let number):
            guard seats[seat].awaited == number else { return }
            seats[seat].awaited = nil
            try seats[seat].device.failed(now: seats[seat].clock.now())
            note("\(seats[seat].device.name) waits no longer for request \(number)")
        case .serverStarts(let number): try start(servers[number])
        case .mischief: try mischief()
        }
    }

    /// Starts a server, if it is down.
    func start(_ server: SimulatedServer) throws {
        guard !server.isUp else { return }
        try server.start(on: storage)
        epoch = try storage.readNow { try $0.find(DatabaseInfo.self, key: [.integer(1)])?.epoch ?? "" }
        note("\(server.name) starts")
    }

    // MARK: - Helpers

    func note(_ line: @autoclosure () -> String) {
        trace.add("\(report.steps) +\(time.microseconds / 1000)ms \(line())")
    }

    func plan(_ happening: Happening, inMicroseconds delay: Int64) {
        timeline.plan(happening, at: time.microseconds + delay)
    }

    func plan(_ happening: Happening, inSeconds seconds: ClosedRange<Int64>) {
        plan(happening, inMicroseconds: dice.within(seconds.lowerBound * 1_000_000...seconds.upperBound * 1_000_000))
    }

    /// Reads what is new in the logs, and holds it against what must be.
    func examine() throws {
        try book.refresh(storage)
        book.epoch = epoch
        for place in invariants.indices { try invariants[place].read(book, ledger) }
    }
}
