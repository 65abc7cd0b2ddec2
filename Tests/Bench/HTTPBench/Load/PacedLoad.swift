import BenchSupport

/// Sends requests at fixed times, whether earlier ones are answered or not, and measures each latency from the time at
/// which the request was due: a server that stands still for a second shows all who would have come meanwhile.
struct PacedLoad {
    let port: Int
    /// Sent in turn.
    let requests: [Request]
    let perSecond: Double
    /// A request that is due while all of them are taken waits, and its latency counts from when it was due.
    var connections = 256

    func run(seconds: Double) throws -> LoadOutcome {
        try RealTime.run { try pacedRun(seconds) }
    }

    private func pacedRun(_ seconds: Double) throws -> LoadOutcome {
        let epoll = Epoll()
        var lanes: [Lane] = []
        for number in 0..<connections {
            let lane = try Lane(port: port)
            try epoll.add(lane.descriptor, number: number)
            try lane.send(requests[0], due: 0)
            try lane.waitForAnswer()
            lanes.append(lane)
        }
        let interval = 1e9 / perSecond
        let count = Int(seconds * perSecond)
        let start = Monotonic.now + 1_000_000
        let ownStart = ThreadClock.microseconds
        let pace = try Pace(from: start, every: UInt64(interval))
        try epoll.add(pace.descriptor, number: connections)
        var free = Array(lanes.indices)
        var outcome = LoadOutcome()
        var sent = 0
        // When a connection came free that a request waited for.
        var freed: UInt64 = 0
        while outcome.operations < count {
            try epoll.wait(seconds: 30) { number in
                if number == connections {
                    pace.drain()
                } else if try lanes[number].receive() {
                    outcome.latencies.add(Monotonic.now - lanes[number].due)
                    outcome.operations += 1
                    if free.isEmpty { freed = Monotonic.now }
                    free.append(number)
                }
                while sent < count, let lane = free.last {
                    let due = start + UInt64(Double(sent) * interval)
                    let now = Monotonic.now
                    guard due <= now else { break }
                    free.removeLast()
                    try lanes[lane].send(requests[sent % requests.count], due: due)
                    outcome.lateness.add(now - max(due, freed))
                    sent += 1
                }
            }
        }
        outcome.seconds = Double(Monotonic.now - start) / 1e9
        outcome.generatorMicroseconds = ThreadClock.microseconds - ownStart
        return outcome
    }
}
