import BenchSupport

/// A server and its control with everybody of the same hall in their rooms.
struct Pair {
    let stages: [any Stage]
    let swarms: [Swarm]

    init(_ stages: Stages, _ hall: Hall) throws {
        self.stages = [try stages.subject(hall), try stages.control(hall)]
        swarms = try self.stages.map { stage in
            let swarm = Swarm(stage)
            try swarm.seat(hall.seats())
            try swarm.linger(milliseconds: 200)
            return swarm
        }
    }

    /// Server time by the delivery; the control's frames are as long as the server's.
    func probes(_ title: String, _ talk: Talk) -> [Probe] {
        let loads = swarms.map { ClosedLoad($0, talk) }
        return [
            Probe(title, process: stages[0].server.process) { try loads[0].sample(title, seconds: $0) },
            Probe("\(title) control", process: stages[1].server.process) { seconds in
                loads[1].length = loads[0].length
                return try loads[1].sample("\(title) control", seconds: seconds)
            },
        ]
    }
}
