import CaravanInProcess
import CaravanProtocol
import Scenarios
import TestSupport

@testable import CaravanCore

/// A world for a case about pulls: each person has a client that does what `spec/sync.md` tells one to do.
final class PullStage {
    private let world: TestWorld
    private var people: [String: InProcessClient] = [:]
    private var references = References()
    private var clients: [String: Client] = [:]
    /// What was not as the case says.
    private(set) var problems: [String] = []

    private static let lists = ["trips", "destinations", "activities", "messages", "members"]

    private struct Client {
        var cursor: JSONValue = .null
        /// What it has, by the answer's lists; what is a trip's goes with it.
        var store: [String: [String: JSONValue]] = [:]
        /// Whether it was told of everything, so that it can sum up.
        var isWhole = true
    }

    init(_ vector: Vector, _ storage: any Storage, people names: [String]? = nil) throws {
        world = try TestWorld(storage)
        for name in names ?? vector.file["people"]?.texts ?? [] {
            let peer = try world.person(name)
            people[name] = peer
            references.save(try peer.callNow("users.me"), as: name)
        }
        for step in vector.file["given"]?.elements ?? [] { try perform(step) }
    }

    func perform(_ step: JSONValue) throws {
        if let seconds = step["wait_seconds"]?.integer { return world.clock.advance(seconds: seconds) }
        if let who = step["pull"]?.string { return try pull(who, step) }
        guard let who = step["as"]?.string, let operation = step["call"]?.string else {
            throw VectorFault("no step: \(step)")
        }
        let input = try references.resolve(step["input"]?.object ?? [:])
        let answer = try person(who).callNow(operation, input)
        if let name = step["save"]?.string { references.save(answer, as: name) }
    }

    private func person(_ name: String) throws -> InProcessClient {
        guard let person = people[name] else { throw VectorFault("nobody is called \(name)") }
        return person
    }

    /// One page.
    func page(of who: String, _ input: JSONObject) throws -> JSONValue { try person(who).callNow("sync.pull", input) }

    // MARK: - A pull

    private func pull(_ who: String, _ step: JSONValue) throws {
        var client = clients[who] ?? Client()
        var input = JSONObject()
        for name in ["limit", "entity_types"] { input[name] = step[name] }
        if let since = step["since"] {
            input["last_sync_timestamp"] = try references.resolve(since)
        } else {
            input["cursor"] = try step["from"].map { try references.resolve($0) } ?? client.cursor
        }
        if let problem = step["problem"]?.string { return try expect(problem, who, input) }
        if step["entity_types"] != nil { client.isWhole = false }
        var told = Told()
        var first: JSONValue?
        var count: Int64 = 0
        while count < step["pages"]?.integer ?? 1000 {
            let page = try page(of: who, input)
            first = first ?? page
            told.add(page)
            apply(page, to: &client, who)
            count += 1
            guard page["has_more"] == true else { break }
            input["last_sync_timestamp"] = nil
            input["cursor"] = client.cursor
        }
        clients[who] = client
        if let name = step["save"]?.string {
            let time = first?["sync_timestamp"] ?? .null
            references.save(["cursor": client.cursor, "sync_timestamp": time], as: name)
        }
        if let gives = step["gives"] { compare(told, with: try references.resolve(gives), step) }
    }

    private func expect(_ problem: String, _ who: String, _ input: JSONObject) throws {
        let person = try person(who)
        do throws(Failure) {
            _ = try person.callNow("sync.pull", input)
            problems.append("the pull is not refused")
        } catch {
            if error.code.rawValue != problem { problems.append("\(error.code.rawValue) instead of \(problem)") }
        }
    }

    /// What the pages of a pull name.
    private struct Told {
        var there: [String: Set<String>] = [:]
        var deleted: [String: Set<String>] = [:]

        mutating func add(_ page: JSONValue) {
            for list in PullStage.lists {
                let key = list == "members" ? "user_id" : "id"
                there[list, default: []].formUnion((page[list]?.elements ?? []).compactMap { $0[key]?.string })
                deleted[list, default: []].formUnion(page["deleted"]?[list]?.texts ?? [])
            }
        }
    }

    private func compare(_ told: Told, with expected: JSONValue, _ step: JSONValue) {
        for list in Self.lists {
            let pairs = [
                (list, told.there[list] ?? [], expected[list]),
                ("deleted." + list, told.deleted[list] ?? [], expected["deleted"]?[list]),
            ]
            for (name, ids, wanted) in pairs {
                let wanted = Set(wanted?.texts ?? [])
                if ids != wanted {
                    problems.append("\(name): \(ids.sorted()) instead of \(wanted.sorted()) in \(step)")
                }
            }
        }
    }

    // MARK: - The client

    private func apply(_ page: JSONValue, to client: inout Client, _ who: String) {
        for list in Self.lists {
            for id in page["deleted"]?[list]?.texts ?? [] {
                client.store[list]?[id] = nil
                guard list == "trips" else { continue }
                for inner in Self.lists {
                    client.store[inner] = client.store[inner]?.filter { $1["trip_id"]?.string != id }
                }
            }
        }
        for list in Self.lists {
            for entity in page[list]?.elements ?? [] {
                client.store[list, default: [:]][entity["id"]?.string ?? ""] = entity
            }
        }
        client.cursor = page["cursor"] ?? .null
        for sum in page["checksums"]?.object ?? [:] where client.isWhole {
            let mine = Self.lists.dropLast().flatMap { list in
                (client.store[list] ?? [:]).values.filter { ($0["trip_id"] ?? $0["id"])?.string == sum.name }
            }
            if (try? Self.sum(of: mine)) != sum.value.string { problems.append("\(who) has diverged") }
        }
    }

    /// The sum over entities.
    static func sum(of entities: [JSONValue]) throws -> String {
        var sum = TripChecksum()
        for entity in entities {
            guard let id = UUIDBits(parsing: entity["id"]?.string ?? ""), let revision = entity["revision"]?.integer
            else { throw VectorFault("no id or no revision: \(entity)") }
            sum.toggle(id, revision, TestSigner())
        }
        return sum.text
    }
}
