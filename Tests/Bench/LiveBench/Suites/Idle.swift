import BenchSupport
import Glibc

/// What peers cost that are subscribed and say nothing.
struct Idle: Suite {
    static let title = "idle"
    let probes: [Probe]

    init(_ stages: Stages) {
        let (seconds, hall) = (stages.options.idleSeconds, Hall(rooms: stages.options.peers / 20, members: 20))
        probes = [
            Probe(
                Self.title,
                several: { _ in
                    // Both at the same time, new in each round: memory that was used once is not given back.
                    let watched = try [
                        Watched("", stages.subject(hall)), Watched(" control", stages.control(hall)),
                    ]
                    for one in watched { try one.gather() }
                    try Self.listen(watched, seconds: 3)
                    for one in watched { try one.begin() }
                    try Self.listen(watched, seconds: seconds)
                    var samples: [String: Sample] = [:]
                    for one in watched {
                        try samples.merge(one.end()) { $1 }
                        try one.swarm.check("idle\(one.suffix)")
                        try one.swarm.stage.end()
                    }
                    return samples
                })
        ]
    }

    private static func listen(_ watched: [Watched], seconds: Double) throws {
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        while Monotonic.now < end {
            for one in watched { _ = try one.swarm.turn(milliseconds: 20) { _, _ in } }
        }
    }

    let measurements = [
        Measurement(
            name: "memory of an idle peer", unit: "kB", subject: "idle memory", controls: ["idle memory control"],
            goal: .both(.atMostTimes(2), .atMost(12))),
        Measurement(
            name: "processor of an idle peer, a second", unit: "µs", subject: "idle processor",
            controls: ["idle processor control"], goal: .atMost(5)),
    ]

    func end() {}
}
