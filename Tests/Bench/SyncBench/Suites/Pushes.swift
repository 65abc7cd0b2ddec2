import BenchSupport
import CaravanProtocol
import Foundation

/// Pushes of 100 changes each, beside bare inserts of the rows that they make, 100 a transaction.
final class Pushes: Suite {
    static let title = "push"
    static let batch = 100
    private(set) var probes: [Probe] = []
    private let world: SyncWorld
    private var drafts = Drafts()
    private var turn = 0
    /// Activities of the pushes before, with their revisions, by their trips.
    private var known: [UUIDBits: [(id: UUIDBits, revision: Int64)]] = [:]

    init(_ world: SyncWorld) throws {
        self.world = world
        let copy = world.path + ".copy"
        try RawDatabase(world.path).execute("VACUUM INTO '\(copy)'")
        let rows = try RawRows(RawDatabase(copy))
        // Beyond the ids that the world has taken.
        for _ in 0..<1_000_000 { _ = drafts.id() }
        // So that updates have something to change.
        for _ in world.trips { _ = try push() }
        probes = [
            Probe("raw inserts", several: { try rows.measure(seconds: $0) }),
            Probe("push", several: { [self] in try measure(seconds: $0) }),
        ]
    }

    let measurements = [
        Measurement(
            name: "push, 100 changes each", unit: "changes/s", subject: "push", controls: ["raw inserts"],
            goal: .atLeastTimes(0.4)),
        Measurement(
            name: "push, processor time", unit: "µs/change", subject: "push cpu", controls: ["raw inserts cpu"]),
    ]

    private func measure(seconds: Double) throws -> [String: Sample] {
        let end = Monotonic.now + Monotonic.nanoseconds(seconds)
        var (changes, wall, cpu) = (0.0, 0.0, 0.0)
        repeat {
            let spent = try push()
            changes += Double(Self.batch)
            wall += spent.wall
            cpu += spent.cpu
        } while Monotonic.now < end
        return [
            "push": Sample(value: changes / (wall / 1e6), details: ["operations": changes]),
            "push cpu": Sample(value: cpu / changes),
        ]
    }

    /// One device's work on one trip: 8 destinations, 40 activities at them, 30 messages, 22 changes of activities that
    /// it knows.
    @discardableResult
    private func push() throws -> (wall: Double, cpu: Double) {
        let trip = world.trips[turn % world.trips.count]
        turn += 1
        var changes: [String] = []
        let stops = (0..<8).map { _ in drafts.id() }
        for stop in stops { changes.append(drafts.destination(stop, in: trip)) }
        let updates = known[trip]?.prefix(22) ?? []
        var made: [UUIDBits] = []
        while changes.count < Self.batch - 30 - updates.count {
            made.append(drafts.id())
            changes.append(drafts.activity(made[made.count - 1], at: stops[made.count % stops.count]))
        }
        for update in updates { changes.append(drafts.update(update.id, base: update.revision)) }
        for _ in 0..<30 { changes.append(drafts.message(drafts.id(), in: trip)) }
        let body = Drafts.push("device", changes)
        let (wall, cpu) = (Monotonic.now, ProcessClock.microseconds)
        let answer = try world.push(bytes: body)
        let spent = (Double(Monotonic.now - wall) / 1e3, ProcessClock.microseconds - cpu)
        let revisions = try SyncWorld.revisions(answer)
        known[trip] = zip(made, revisions[8...]).map { ($0, $1) }
        return spent
    }

    func end() throws {}
}
