import BenchSupport
import Glibc

/// A server whose idle peers are watched.
final class Watched {
    let suffix: String
    let swarm: Swarm
    private var (memory, processor, start, pings) = (0.0, 0.0, UInt64(0), 0)

    init(_ suffix: String, _ stage: any Stage) {
        self.suffix = suffix
        swarm = Swarm(stage)
    }

    private var pingsSoFar: Int { swarm.peers.reduce(0) { $0 + $1.pings } }

    /// Opens every socket. What only the first ones cost is not counted.
    func gather() throws {
        let (stage, hall) = (swarm.stage, swarm.stage.hall)
        let first = Swarm(stage)
        try first.seat(hall.seats(0))
        try first.linger(milliseconds: 500)
        memory = try stage.server.process.residentKilobytes()
        try swarm.seat(hall.seats())
        try swarm.linger(milliseconds: 500)
    }

    func begin() throws {
        processor = try swarm.stage.server.processorMicroseconds()
        (start, pings) = (Monotonic.now, pingsSoFar)
    }

    func end() throws -> [String: Sample] {
        let seconds = Double(Monotonic.now - start) / 1e9
        let used = try swarm.stage.server.processorMicroseconds() - processor
        let grown = try swarm.stage.server.process.residentKilobytes() - memory
        let count = Double(swarm.peers.count)
        let details = ["peers": count, "seconds": seconds, "pings_per_peer": Double(pingsSoFar - pings) / count]
        return [
            "idle memory\(suffix)": Sample(value: grown / count, details: details),
            "idle processor\(suffix)": Sample(value: used / count / seconds, details: details),
        ]
    }
}
