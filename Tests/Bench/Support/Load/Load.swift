/// Sends requests over kept-alive connections, the next on each as soon as the last is answered: one thread that waits
/// for all of them together.
package struct Load: Sendable {
    let port: Int
    /// Sent in turn.
    let requests: [Request]
    let connections: Int

    package init(port: Int, requests: [Request], connections: Int) {
        (self.port, self.requests, self.connections) = (port, requests, connections)
    }

    /// Runs for about so long, until every request is answered. Throws where an answer is not the right one.
    ///
    /// - Parameter readings: taken right before the first request and right after the last answer.
    package func run(seconds: Double, readings: () throws -> [Double] = { [] }) throws -> LoadOutcome {
        let epoll = Epoll()
        let lanes = try (0..<connections).map { _ in try Lane(port: port) }
        for (number, lane) in lanes.enumerated() {
            try epoll.add(lane.descriptor, number: number)
            // What only a first request costs is not measured.
            try lane.send(requests[number % requests.count], due: 0)
            try lane.waitForAnswer()
        }
        var outcome = LoadOutcome()
        var next = 0
        let before = try readings()
        let start = Monotonic.now
        let ownStart = ThreadClock.microseconds
        let end = start + Monotonic.nanoseconds(seconds)
        for lane in lanes { try send(&next, on: lane, at: Monotonic.now) }
        var underway = connections
        while underway > 0 {
            try epoll.wait(seconds: 30) { number in
                let lane = lanes[number]
                guard try lane.receive() else { return }
                let now = Monotonic.now
                outcome.latencies.add(now - lane.due)
                outcome.operations += 1
                if now < end { try send(&next, on: lane, at: now) } else { underway -= 1 }
            }
        }
        outcome.seconds = Double(Monotonic.now - start) / 1e9
        outcome.generatorMicroseconds = ThreadClock.microseconds - ownStart
        outcome.growth = zip(try readings(), before).map { $0 - $1 }
        return outcome
    }

    private func send(_ next: inout Int, on lane: Lane, at now: UInt64) throws {
        try lane.send(requests[next], due: now)
        next = next + 1 == requests.count ? 0 : next + 1
    }
}
