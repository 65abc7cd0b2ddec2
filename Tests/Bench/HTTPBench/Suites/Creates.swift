import BenchSupport

/// What a durable create costs, beside a bare POST and a raw SQLite that writes the same rows.
final class Creates: Suite {
    static let title = "creates"
    private let server: MeasuredServer
    private let control: MeasuredServer
    private let commits: CommitCounter
    private let creation: Request
    private let decoding: Request
    private var raw: RawCreates
    /// Of the last round: the raw control writes as many, as many to a commit.
    private var (creates, perCommit) = (1_000, 20)
    /// What one create writes.
    let rows: [WrittenRow]

    init(_ fixture: Fixture) throws {
        let folder = try fixture.copy("creates")
        server = try MeasuredServer(caravan: folder)
        control = try MeasuredServer(controlIn: folder, bytes: fixture.tripBytes)
        commits = CommitCounter(database: folder + "/caravan.db")
        let token = try Client(port: server.port).token(fixture.traveller.login)
        creation = try TripDraft.creation(1, token: token).measured(port: server.port)
        decoding = try Request("POST", "/decode", body: TripDraft.body(1)).measured(port: control.port)
        // The database before and after one create.
        let before = folder + "/before.db"
        try RawDatabase(commits.database).execute("VACUUM INTO '\(before)'")
        _ = try Client(port: server.port).send(creation)
        rows = try WrittenRow.difference(from: before, to: commits.database)
        Progress.say("a create writes: " + rows.map(\.text).joined(separator: ", "))
        raw = try RawCreates(RawDatabase(fixture.copy("raw-creates") + "/caravan.db"), rows)
    }

    var probes: [Probe] {
        [
            Probe("trips.create", process: server.process, create),
            Probe("raw create") { [self] _ in
                var sample = try raw.measure(creates: creates, perCommit: perCommit)
                sample.details["per_commit"] = Double(perCommit)
                return sample
            },
            .http("decode", control, [decoding], connections: 32),
        ]
    }

    private func create(seconds: Double) throws -> Sample {
        let load = Load(port: server.port, requests: [creation], connections: 32)
        let outcome = try load.run(seconds: seconds) { [self] in
            [try server.processorMicroseconds(), try commits.read()]
        }
        let share = Double(outcome.operations) / max(outcome.growth[1], 1)
        (creates, perCommit) = (outcome.operations, max(1, Int(share.rounded())))
        var details = outcome.details
        details["commits"] = outcome.growth[1]
        details["per_commit"] = share
        details["rows_per_create"] = Double(rows.count)
        return Sample(value: outcome.growth[0] / Double(outcome.operations), details: details)
    }

    let measurements = [
        Measurement(
            name: "durable create, 32 connections", unit: "µs", subject: "trips.create",
            controls: ["decode", "raw create"], goal: .atMostTimes(2))
    ]

    func end() throws {
        try server.end()
        try control.end()
    }
}
