import BenchSupport

/// Messages at fixed times, room by room, whether earlier ones were heard or not. Each latency counts from when the
/// message was due: a server that stands still for a second shows all that would have been said meanwhile.
struct PacedTalk {
    let swarm: Swarm
    /// By room: they write in turn, and hear everything.
    let writers: [[Peer]]
    let perSecond: Double
    /// How many hear each message.
    let listeners: Int
    /// Of a message's content; of its frame, for a server that is asked for it.
    var contentLength = 0
    var length = 0

    /// - Parameter isCounted: whether a peer's deliveries are waited for and timed.
    func run(
        _ what: String, seconds: Double, isCounted: (Peer) -> Bool = { _ in true }
    ) throws -> (outcome: LoadOutcome, length: Int) {
        try RealTime.run { try paced(what, seconds, isCounted) }
    }

    private func paced(
        _ what: String, _ seconds: Double, _ isCounted: (Peer) -> Bool
    ) throws -> (outcome: LoadOutcome, length: Int) {
        let interval = 1e9 / perSecond
        let count = Int(seconds * perSecond)
        var (outcome, sent, seen) = (LoadOutcome(), 0, 0)
        let before = try swarm.stage.server.processorMicroseconds()
        let ownStart = ThreadClock.microseconds
        let start = Monotonic.now + 1_000_000
        let pace = try Pace(from: start, every: UInt64(interval))
        try swarm.follow(pace)
        func due(_ number: Int) -> UInt64 { start + UInt64(Double(number) * interval) }
        func send() throws {
            while sent < count, case let now = Monotonic.now, due(sent) <= now {
                let room = writers[sent % writers.count]
                let writer = room[sent / writers.count % room.count]
                let content = Notice.content(sent, length: contentLength)
                try writer.send(ClientFrame.text(swarm.stage.message(writer.seat, content, length: length)))
                outcome.lateness.add(now - due(sent))
                sent += 1
            }
        }
        while outcome.operations < count * listeners {
            let isHeard = try swarm.turn(milliseconds: 5000, pace: pace, onPace: send) { peer, notice in
                if notice.kind == .error { throw BenchError(String(decoding: notice.bytes, as: UTF8.self)) }
                guard notice.kind == .message, isCounted(peer), let number = notice.number, number < sent else {
                    return
                }
                outcome.latencies.add(Monotonic.now - due(number))
                outcome.operations += 1
                seen = notice.bytes.count
            }
            // The timer goes on; what does not come within a few seconds does not come.
            guard isHeard, Monotonic.now < due(count) + 10_000_000_000 else { break }
        }
        swarm.leave(pace)
        outcome.seconds = Double(Monotonic.now - start) / 1e9
        outcome.generatorMicroseconds = ThreadClock.microseconds - ownStart
        outcome.growth = [try swarm.stage.server.processorMicroseconds() - before]
        if outcome.operations < count * listeners {
            Progress.say("\(what): \(count * listeners - outcome.operations) deliveries do not come")
        }
        return (outcome, seen)
    }
}

extension PacedTalk {
    /// The p99, in milliseconds.
    static func sample(_ outcome: LoadOutcome) -> Sample {
        var details = outcome.details
        details["sent_late_p99_ms"] = outcome.lateness.milliseconds(0.99)
        details["server_us"] = outcome.growth[0] / Double(max(outcome.operations, 1))
        return Sample(value: outcome.latencies.milliseconds(0.99), details: details)
    }
}
