import BenchSupport

/// What it costs to catch up with 10,000 missed changes, beside a bare read of their rows, and bare frames of that length.
final class Resume: Suite {
    static let title = "resume"
    static let messages = 10_000
    private let stage: any Stage
    private let control: any Stage
    /// Only Caravan has a database.
    private let raw: RawChanges?

    init(_ stages: Stages) throws {
        let hall = Hall(rooms: 1, members: 2)
        stage = try stages.subject(hall, isKeeping: true)
        control = try stages.control(hall, isKeeping: true)
        let length = try Self.fill(stage, length: 400)
        _ = try Self.fill(control, length: length)
        raw = try (stage as? CaravanStage).map { try RawChanges(RawDatabase($0.folder + "/caravan.db")) }
    }

    /// Answers how long the frames are.
    private static func fill(_ stage: any Stage, length: Int) throws -> Int {
        let swarm = Swarm(stage)
        try swarm.seat([Seat(room: 0, user: 0)])
        let (writer, window) = (swarm.peers[0], 64)
        var (sent, heard, seen) = (0, 0, 0)
        func send() throws {
            while sent < messages, sent < heard + window {
                try writer.send(
                    ClientFrame.text(stage.message(writer.seat, Notice.content(sent), length: length)))
                sent += 1
            }
        }
        while heard < messages {
            try send()
            let isHeard = try swarm.turn(milliseconds: 10_000) { _, notice in
                if notice.kind == .error { throw BenchError(String(decoding: notice.bytes, as: UTF8.self)) }
                if notice.kind == .message { (heard, seen) = (heard + 1, notice.bytes.count) }
            }
            guard isHeard else { throw BenchError("of \(sent) messages, \(heard) came back") }
        }
        try swarm.check("resume, \(messages) messages")
        return seen
    }

    var probes: [Probe] {
        var probes = [(stage, "resume"), (control, "resume control")].map { stage, name in
            Probe(name, process: stage.server.process, several: { try Self.catchUp(stage, name, seconds: $0) })
        }
        if let raw { probes.append(Probe("resume raw", several: { try raw.measure(seconds: $0) })) }
        return probes
    }

    /// One socket after the other reads everything.
    private static func catchUp(_ stage: any Stage, _ name: String, seconds: Double) throws -> [String: Sample] {
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        var (wall, processor, changes, rounds) = (0.0, 0.0, 0.0, 0.0)
        while rounds == 0 || Monotonic.now < end {
            let swarm = Swarm(stage)
            let before = try stage.server.processorMicroseconds()
            let start = Monotonic.now
            try swarm.seat([Seat(room: 0, user: 1)], since: 0)
            let peer = swarm.peers[0]
            while peer.order.last ?? 0 < max(peer.head, messages) {
                guard try swarm.turn(milliseconds: 10_000, { _, _ in }) else {
                    throw BenchError("of \(peer.head) changes, \(peer.order.last ?? 0) came")
                }
            }
            wall += Double(Monotonic.now - start) / 1e3
            processor += try stage.server.processorMicroseconds() - before
            changes += Double(peer.head)
            rounds += 1
            try swarm.linger(milliseconds: 50)
            try swarm.check(name, isQuiet: rounds > 1)
        }
        let details = ["operations": rounds, "changes": changes / rounds]
        return [
            "\(name) processor": Sample(value: processor / changes, details: details),
            "\(name) wall": Sample(value: wall / changes, details: details),
        ]
    }

    let measurements = [
        Measurement(
            name: "processor of a missed change", unit: "µs", subject: "resume processor",
            controls: ["resume raw processor"], goal: .atMostTimes(2)),
        Measurement(
            name: "time of a missed change", unit: "µs", subject: "resume wall", controls: ["resume raw wall"],
            goal: .atMostTimes(2)),
        Measurement(
            name: "processor, to bare rows and bare frames", unit: "µs", subject: "resume processor",
            controls: ["resume raw processor", "resume control processor"]),
    ]

    func end() throws { for stage in [stage, control] { try stage.end() } }
}
