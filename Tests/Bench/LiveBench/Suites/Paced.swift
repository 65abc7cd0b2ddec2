import BenchSupport

/// How late a message is heard at a modest, fixed rate.
final class Paced: Suite {
    static let title = "paced"
    static let hall = Hall(rooms: 100, members: 5)
    static let perSecond = 1_000.0
    private let pair: Pair
    /// Of the server's frames.
    private var length = 0

    init(_ stages: Stages) throws { pair = try Pair(stages, Self.hall) }

    var probes: [Probe] {
        [
            Probe(Self.title) { [self] seconds in
                let (sample, length) = try run(pair.swarms[0], Self.title, seconds)
                self.length = length
                return sample
            },
            Probe("\(Self.title) control") { [self] in try run(pair.swarms[1], "\(Self.title) control", $0).sample },
        ]
    }

    private func run(_ swarm: Swarm, _ what: String, _ seconds: Double) throws -> (sample: Sample, length: Int) {
        let rooms = (0..<Self.hall.rooms).map { room in swarm.peers.filter { $0.seat.room == room } }
        let talk = PacedTalk(
            swarm: swarm, writers: rooms, perSecond: Self.perSecond, listeners: Self.hall.members, length: length)
        let (outcome, length) = try talk.run(what, seconds: seconds)
        try swarm.linger(milliseconds: 200)
        try swarm.check(what)
        return (PacedTalk.sample(outcome), length)
    }

    let measurements = [
        Measurement(
            name: "p99 at 1,000 messages/s, 100 rooms of 5", unit: "ms", subject: title, controls: ["\(title) control"],
            goal: .either(.atMostTimes(10), .atMost(5)))
    ]

    func end() throws { for stage in pair.stages { try stage.end() } }
}
