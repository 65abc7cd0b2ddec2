import BenchSupport
import Foundation

/// How late reads are answered that come at a modest, fixed rate, in quiet and while eight logins are always on their way.
final class Logins: Suite {
    static let title = "logins"
    static let readsPerSecond = 200.0
    private let server: MeasuredServer
    private let reads: PacedLoad
    private let logins: Load

    init(_ fixture: Fixture) throws {
        server = try MeasuredServer(caravan: try fixture.copy("logins"))
        let client = Client(port: server.port)
        let port = server.port
        let token = try client.token(fixture.traveller.login)
        let trips = try client.trips(token, limit: Fixture.ownTrips).map {
            try Request("GET", "/api/v1/trips/\($0)/", token: token).measured(port: port)
        }
        reads = PacedLoad(port: port, requests: trips, perSecond: Self.readsPerSecond)
        logins = Load(port: port, requests: fixture.others.map(\.login), connections: 8)
    }

    var probes: [Probe] {
        [
            Probe("quiet reads") { [reads] in Self.sample(try reads.run(seconds: $0)) },
            Probe("reads beside logins") { [reads, logins] seconds in
                let beside = BesideLoad(logins, seconds: seconds + 2)
                // The first request of each connection is answered before its load begins.
                Thread.sleep(forTimeInterval: 1.5)
                var sample = Self.sample(try reads.run(seconds: seconds))
                let outcome = try beside.wait()
                sample.details["logins"] = Double(outcome.operations)
                sample.details["logins_per_second"] = Double(outcome.operations) / outcome.seconds
                sample.details["login_p50_ms"] = outcome.latencies.milliseconds(0.5)
                return sample
            },
        ]
    }

    private static func sample(_ outcome: LoadOutcome) -> Sample {
        var details = outcome.details
        details["sent_late_p99_ms"] = outcome.lateness.milliseconds(0.99)
        details["p90_ms"] = outcome.latencies.milliseconds(0.9)
        return Sample(value: outcome.latencies.milliseconds(0.99), details: details)
    }

    let measurements = [
        Measurement(
            name: "p99 of reads beside 8 logins", unit: "ms", subject: "reads beside logins",
            controls: ["quiet reads"], goal: .atMostTimes(5))
    ]

    func end() throws { try server.end() }
}
