import CaravanCore
import CaravanInProcess
import CaravanProtocol
import Scenarios
import TestSupport

/// A world for a case about numbers: each change makes a destination of that name in a trip of ann's and ben's.
final class NumberStage {
    private let world: TestWorld
    private let people: [String: InProcessClient]
    private let trip: JSONValue
    private var receipts: [[JSONValue]] = []
    /// What was not as the case says.
    private(set) var problems: [String] = []

    init(_ storage: any Storage) throws {
        world = try TestWorld(storage)
        let (ann, ben) = (try world.person("ann"), try world.person("ben"))
        people = ["ann": ann, "ben": ben]
        trip =
            try ann.callNow(
                "trips.create", ["title": "Lisbon", "start_date": "2031-05-01", "end_date": "2031-05-09"])["id"]
            ?? .null
        let user = try ben.callNow("users.me")["id"] ?? .null
        _ = try ann.callNow("members.add", ["trip_id": trip, "user_id": user, "role": "editor"])
    }

    func perform(_ step: JSONValue) throws {
        if let seconds = step["wait_seconds"]?.integer { return try wait(seconds) }
        let answer = try person(step["as"]).callNow(
            "sync.push",
            [
                "client_id": step["client_id"] ?? "phone",
                "changes": .array((step["changes"]?.elements ?? []).map(change)),
            ])
        let told = answer["receipts"]?.elements ?? []
        receipts.append(told)
        let patterns = step["receipts"]?.elements ?? []
        if told.count != patterns.count { problems.append("push \(receipts.count): \(told.count) receipts") }
        for (receipt, pattern) in zip(told, patterns) {
            let mismatches = Matcher.mismatches(try expected(pattern), receipt)
            problems += mismatches.map { "push \(receipts.count): \($0)" }
        }
    }

    /// Sessions end meanwhile: who comes back logs in.
    private func wait(_ seconds: Int64) throws {
        world.clock.advance(seconds: seconds)
        for (name, person) in people {
            _ = try person.callNow("auth.login", ["username": .string(name), "password": "correct horse"])
        }
    }

    private func person(_ name: JSONValue?) throws -> InProcessClient {
        guard let person = people[name?.string ?? "ann"] else { throw VectorFault("nobody is called that") }
        return person
    }

    private func expected(_ pattern: JSONValue) throws -> JSONValue {
        guard let place = pattern["again"]?.elements.compactMap({ $0.integer.map(Int.init) }) else {
            return .object((pattern.object ?? [:]).merging(["$more": true]))
        }
        guard place.count == 2, receipts.indices.contains(place[0]), receipts[place[0]].indices.contains(place[1])
        else { throw VectorFault("there is no such receipt") }
        return receipts[place[0]][place[1]]
    }

    private func change(_ brief: JSONValue) -> JSONValue {
        let name = brief["name"]?.string ?? ""
        let digits = String(name.utf8.first ?? 0, radix: 16)
        var change: JSONObject = [
            "entity_type": "destination", "action": "create", "client_timestamp": "2031-01-01T00:00:00Z",
            "entity_id": .string("018f3b5c-1f2e-7a3b-8c4d-5e6f708193" + (digits.count < 2 ? "0" : "") + digits),
            "data": [
                "trip_id": trip, "name": .string(name), "arrival_date": "2031-05-01", "departure_date": "2031-05-02",
            ],
        ]
        if let number = brief["number"], number != .null { change["number"] = number }
        return .object(change)
    }

    /// The names of the destinations that there are.
    func made() throws -> [String] {
        let page = try person("ann").callNow("destinations.list", ["trip_id": trip])
        return (page["results"]?.elements ?? []).compactMap { $0["name"]?.string }
    }
}
