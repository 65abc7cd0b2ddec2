import BenchSupport

/// What it costs to tell the others of a room something that passes.
struct Fanout: Suite {
    static let title = "fanout"
    static let hall = Hall(rooms: 50, members: 20)
    let probes: [Probe]
    private let stages: [any Stage]

    init(_ stages: Stages) throws {
        let pair = try Pair(stages, Self.hall)
        probes = pair.probes(Self.title, .typing)
        self.stages = pair.stages
    }

    let measurements = [
        Measurement(
            name: "typing to 19 others, a delivery", unit: "µs", subject: title, controls: ["\(title) control"],
            goal: .atMostTimes(1.25))
    ]

    func end() throws { for stage in stages { try stage.end() } }
}
