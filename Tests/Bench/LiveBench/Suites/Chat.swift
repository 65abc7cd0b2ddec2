import BenchSupport

/// What it costs to keep a message and to tell everybody in a room.
struct Chat: Suite {
    static let title = "chat"
    static let hall = Hall(rooms: 50, members: 20)
    let probes: [Probe]
    private let stages: [any Stage]

    init(_ stages: Stages) throws {
        let pair = try Pair(stages, Self.hall)
        probes = pair.probes(Self.title, .message)
        self.stages = pair.stages
    }

    let measurements = [
        Measurement(
            name: "message kept and told to 20, a delivery", unit: "µs", subject: title, controls: ["\(title) control"],
            goal: .atMostTimes(1.6))
    ]

    func end() throws { for stage in stages { try stage.end() } }
}
