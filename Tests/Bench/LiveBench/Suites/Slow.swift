import BenchSupport
import Glibc

/// Whether those who read are held up by those who do not.
struct Slow: Suite {
    static let title = "slow"
    static let hall = Hall(rooms: 1, members: 20)
    static let sockets = 100
    static let silent = 5
    /// Long messages, so that a queue is full within seconds, after the kernel's own buffers.
    static let (perSecond, contentLength) = (150.0, 4_000)
    let probes: [Probe]
    private let stage: any Stage

    init(_ stages: Stages) throws {
        let stage = try stages.subject(Self.hall)
        self.stage = stage
        probes = [
            Probe("slow none") { try Self.run("slow none", stage, silent: 0, seconds: $0) },
            Probe("slow 5 %") { try Self.run("slow 5 %", stage, silent: Self.silent, seconds: $0) },
        ]
    }

    /// New sockets each time: those who do not read are to be closed.
    private static func run(_ what: String, _ stage: any Stage, silent: Int, seconds: Double) throws -> Sample {
        let swarm = Swarm(stage)
        let seats = hall.seats(times: sockets / hall.members)
        try swarm.seat(Array(seats[..<silent]), isNarrow: true)
        try swarm.seat(Array(seats[silent...]))
        try swarm.linger(milliseconds: 200)
        let slow = Array(swarm.peers[..<silent])
        let readers = Array(swarm.peers[silent...])
        for peer in slow { swarm.silence(peer) }
        let before = try stage.server.process.residentKilobytes()
        let talk = PacedTalk(
            swarm: swarm, writers: [readers], perSecond: perSecond, listeners: readers.count,
            contentLength: contentLength, length: contentLength + 500)
        let (outcome, _) = try talk.run(what, seconds: seconds) { peer in !slow.contains { $0 === peer } }
        let grown = try stage.server.process.residentKilobytes() - before
        for number in slow.indices { try swarm.wake(number) }
        try swarm.linger(milliseconds: 500)
        try swarm.check(what, cut: Set(slow.indices))
        var sample = PacedTalk.sample(outcome)
        sample.details["memory_growth_kb"] = grown
        if silent > 0 {
            let closed = slow.count { $0.closeCode == 4008 }
            Progress.say("\(what): \(closed) of \(silent) slow sockets were closed with 4008")
            sample.details["closed_4008"] = Double(closed)
        }
        return sample
    }

    let measurements = [
        Measurement(
            name: "p99 beside 5 % who do not read", unit: "ms", subject: "slow 5 %", controls: ["slow none"],
            goal: .atMostTimes(2))
    ]

    func end() throws { try stage.end() }
}
