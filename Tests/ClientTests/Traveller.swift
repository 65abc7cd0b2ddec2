import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import TestSupport
import Testing

@testable import CaravanClient

/// Somebody with a device, and a server in the same process.
final class Traveller {
    let name: String
    var peer: InProcessClient
    let userID: String
    private(set) var replica: Replica
    private let storage: SQLiteStorage
    private let random: SeededRandom
    var now = Instant(microseconds: 1_924_992_000_000_000)
    /// Whether the answer of the call of that count is lost, after the server has done it.
    var losesAnswer: (Int) -> Bool = { _ in false }
    private var calls = 0

    init(_ name: String, _ world: TestWorld, seed: UInt64 = 1, batchMax: Int = 100) throws {
        self.name = name
        peer = try world.person(name)
        userID = try peer.callNow("users.me")["id"]?.string ?? ""
        storage = ClientDatabase.sqlite(.memory)
        random = SeededRandom(seed: seed)
        var options = ReplicaOptions()
        options.batchMax = batchMax
        options.pageMax = 7
        replica = try Replica(storage, random: random, options: options)
    }

    /// The process ends and another one opens the same database.
    func restart() throws { replica = try Replica(storage, random: random, options: replica.options) }

    /// Makes one call, if there is one to make.
    func step() throws -> Bool {
        now = now.adding(seconds: 1)
        guard let request = try replica.nextRequest(now: now) else { return false }
        calls += 1
        do throws(Failure) {
            let answer = try peer.callNow(request.operation, request.params)
            if losesAnswer(calls) {
                try? replica.failed(.network("lost"), for: request, now: now)
                now = now.adding(seconds: 600)
                if calls.isMultiple(of: 2) { try? restart() }
            } else {
                try? replica.received(answer, for: request, now: now)
            }
        } catch {
            try? replica.failed(.refused(error), for: request, now: now)
            now = now.adding(seconds: 600)
        }
        return true
    }

    /// Pulls and pushes until there is nothing more to do.
    func sync(_ location: SourceLocation = #_sourceLocation) throws {
        replica.pullSoon()
        for _ in 0..<500 {
            guard try !step() else { continue }
            guard let next = try replica.nextAttempt(now: now) else { return }
            now = max(now, next)
        }
        Issue.record("\(name) does not come to an end", sourceLocation: location)
    }

    func edit(_ action: ChangeAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject = [:]) throws {
        now = now.adding(seconds: 1)
        try replica.edit(LocalEdit(action, kind, id, data), now: now)
    }

    func create(_ kind: EntityKind, _ data: JSONObject) throws -> UUIDBits {
        now = now.adding(seconds: 1)
        return try replica.create(kind, data, now: now)
    }

    func createTrip(_ title: String = "Portugal") throws -> UUIDBits {
        try create(
            .trip, ["title": .string(title), "start_date": "2031-05-01", "end_date": "2031-05-09"])
    }

    func createStop(_ trip: UUIDBits, _ name: String = "Porto") throws -> UUIDBits {
        try create(
            .destination,
            [
                "trip_id": trip.json, "name": .string(name), "arrival_date": "2031-05-01",
                "departure_date": "2031-05-03",
            ])
    }

    /// Shares a trip, online.
    func add(_ other: Traveller, to trip: UUIDBits, as role: String = "editor") throws {
        _ = try peer.callNow(
            "members.add", ["trip_id": trip.json, "user_id": .string(other.userID), "role": .string(role)])
    }

    /// What is held of the server, to be compared: ids and revisions.
    func held() throws -> [String] {
        try EntityKind.edited.flatMap { kind in
            try replica.served(kind).map {
                "\(kind.rawValue) \($0.id) \($0.revision) \($0.snapshot.object["title"]?.string ?? "")"
            }
        }
    }
}
