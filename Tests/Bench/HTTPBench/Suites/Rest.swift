import BenchSupport
import Glibc

/// What a server takes that has nothing to do: memory, processor time, and memory for connections that say nothing.
struct Rest: Suite {
    static let title = "rest"
    static let connections = 1_000
    let probes: [Probe]

    init(_ fixture: Fixture) throws {
        let folder = try fixture.copy("rest")
        probes = [
            Probe(
                "rest",
                several: { _ in
                    let server = try MeasuredServer(caravan: folder)
                    let control = try MeasuredServer(controlIn: folder, bytes: fixture.tripBytes)
                    let samples = try Self.observe([("caravan", server), ("control", control)])
                    try server.end()
                    try control.end()
                    return samples
                })
        ]
    }

    /// Both at the same time, new in each round: memory that was used once is not given back.
    private static func observe(_ servers: [(name: String, server: MeasuredServer)]) throws -> [String: Sample] {
        var samples: [String: Sample] = [:]
        sleep(5)
        let before = try servers.map { try $0.server.processorMicroseconds() }
        let start = Monotonic.now
        sleep(5)
        for (index, (name, server)) in servers.enumerated() {
            let used = try server.processorMicroseconds() - before[index]
            samples["idle \(name)"] = Sample(value: used / Double(Monotonic.now - start) * 1e3 * 100)
            samples["memory \(name)"] = Sample(value: try server.process.residentKilobytes() / 1024)
        }
        for (name, server) in servers {
            let before = try server.process.residentKilobytes()
            let silent = try (0..<connections).map { _ in try Lane(port: server.port) }
            usleep(1_500_000)
            let growth = try server.process.residentKilobytes() - before
            samples["silent \(name)"] = Sample(value: growth / Double(silent.count))
        }
        return samples
    }

    let measurements = [
        Measurement(
            name: "memory 10 s after the start", unit: "MB", subject: "memory caravan", controls: ["memory control"],
            goal: .below(40)),
        Measurement(
            name: "idle processor, over 5 s", unit: "%", subject: "idle caravan", controls: ["idle control"],
            goal: .below(1)),
        Measurement(
            name: "memory of a silent connection", unit: "kB", subject: "silent caravan",
            controls: ["silent control"]),
    ]

    func end() {}
}
