import BenchSupport
import Glibc
import ProgramSupport

/// How long a program takes from before it is run to its first answer, asked for every millisecond.
struct Starts: Suite {
    static let title = "starts"
    let probes: [Probe]

    init(_ fixture: Fixture) throws {
        let folder = try fixture.copy("starts")
        probes = [
            Probe("start") { _ in
                let port = try FreePort.take()
                return try Self.start(Programs.caravan, Programs.serve(folder, port: port), folder, port, "/livez")
            },
            Probe("start control") { _ in
                let port = try FreePort.take()
                return try Self.start(
                    MeasuredServer.control, ["\(port)", "\(fixture.tripBytes)"], folder, port, "/static")
            },
        ]
    }

    private static func start(
        _ program: String, _ arguments: [String], _ folder: String, _ port: Int, _ path: String
    ) throws -> Sample {
        let request = Request("GET", path)
        let start = Monotonic.now
        let process = try MeasuredServer.spawn(program, arguments, log: folder + "/start.err")
        while true {
            if let lane = try? Lane(port: port) {
                try lane.send(request, due: start)
                try lane.waitForAnswer()
                break
            }
            guard Monotonic.now - start < 10_000_000_000, process.isRunning else {
                throw BenchError("\(program) does not start: \(try TextFile.read(folder + "/start.err"))")
            }
            usleep(1000)
        }
        let milliseconds = Double(Monotonic.now - start) / 1e6
        let processor = try process.processorMicroseconds() / 1e3
        process.send(SIGTERM)
        guard process.wait(seconds: 20) != nil else { throw BenchError("\(program) does not end") }
        return Sample(value: milliseconds, details: ["processor_ms": processor])
    }

    let measurements = [
        Measurement(
            name: "start to first livez", unit: "ms", subject: "start", controls: ["start control"], goal: .below(150))
    ]

    func end() {}
}
