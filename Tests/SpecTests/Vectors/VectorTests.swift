import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQLite
import Scenarios
import TestSupport
import Testing

/// The vectors of the specification, played against the operations, each in a world of its own.
@Suite("Vectors of the specification")
struct VectorTests {
    private static let policies = ResolutionStrategy.allCases.map(\.rawValue)

    @Test(arguments: ["merge", "conflicts", "checksum", "numbers", "pulls"])
    func everyFileCanBeRead(_ name: String) throws {
        let cases = try Vector.read("sync/" + name)["cases"]?.elements ?? []
        #expect(cases.count > 10)
        #expect(Set(cases.compactMap { $0["title"]?.string }).count == cases.count, "titles differ")
    }

    private static let changes = Vector.all("sync/merge") + Vector.all("sync/conflicts")

    @Test(arguments: changes, policies)
    func changesAreMerged(_ vector: Vector, _ policy: String) throws {
        try Self.withStorage { storage in
            let stage = try EntityStage(vector, storage)
            let answer = try stage.push(policy: policy)
            let receipt = try #require(answer["receipts"]?.elements.first)
            let outcome = vector["outcome"] ?? vector["outcomes"]?[policy]
            #expect(receipt["outcome"] == outcome, "\(receipt)")
            #expect(receipt["code"] == (vector["codes"]?[policy] ?? .null))
            let faults = try stage.mismatches(vector["after"] ?? vector["after_each"]?[policy])
            #expect(faults == [])
            let conflict = answer["conflicts"]?.elements.first
            #expect(receipt["conflict_id"] == (conflict?["conflict_id"] ?? .null))
            guard let expected = vector["conflicts"], outcome != "rejected" else {
                #expect(conflict == nil)
                return
            }
            let fields = expected[policy] ?? expected
            #expect(Set(conflict?["fields"]?.texts ?? ["no conflict"]) == Set(fields.texts))
            let isOpen = policy == "manual" || policy == "merge"
            #expect(conflict?["resolution_strategy"] == (isOpen ? .null : .string(policy)))
        }
    }

    /// What a change names is taken, in conflict, or no change; what it does not name is in conflict only with what means
    /// nothing without it.
    @Test(arguments: changes)
    func theFieldsAreThoseOfTheChange(_ vector: Vector) {
        var named = Set(vector["change"]?["data"]?.object?.map(\.name) ?? [])
        if !named.isDisjoint(with: ["cost", "currency"]) { named.formUnion(["cost", "currency"]) }
        let conflicts = vector["conflicts"].map { $0["manual"] ?? $0 }?.texts ?? []
        let taken = vector["taken"]?.texts ?? []
        #expect(named.isSuperset(of: conflicts) && named.isSuperset(of: taken))
        #expect(Set(conflicts).isDisjoint(with: taken))
    }

    private static let resolutions = changes.flatMap { vector in
        (vector["resolutions"]?.elements ?? []).map { Resolution(vector: vector, content: $0) }
    }

    private struct Resolution: Sendable, CustomTestStringConvertible {
        let vector: Vector
        let content: JSONValue
        var testDescription: String { "\(vector.title): \(content["strategy"]?.string ?? "")" }
    }

    @Test(arguments: resolutions.indices)
    func conflictsAreResolved(_ index: Int) throws {
        let resolution = Self.resolutions[index]
        try Self.withStorage { storage in
            let stage = try EntityStage(resolution.vector, storage)
            let conflict = try stage.push(policy: "manual")["conflicts"]?.elements.first?["conflict_id"] ?? .null
            let problem = try stage.resolve(conflict, resolution.content)
            #expect(problem == resolution.content["problem"]?.string, "\(resolution.testDescription)")
            guard problem == nil else { return }
            let faults = try stage.mismatches(resolution.content["after"])
            #expect(faults == [], "\(resolution.testDescription)")
        }
    }

    // MARK: - Numbers

    @Test(arguments: Vector.all("sync/numbers"))
    func numbersHaveTheirReceipts(_ vector: Vector) throws {
        try Self.withStorage { storage in
            let stage = try NumberStage(storage)
            for step in vector["steps"]?.elements ?? [] { try stage.perform(step) }
            #expect(stage.problems == [])
            let made = try stage.made()
            #expect(made == vector["made"]?.texts)
        }
    }

    // MARK: - Pulls

    @Test(arguments: Vector.all("sync/pulls"))
    func pullsBringWhatChanged(_ vector: Vector) throws {
        try Self.withStorage { storage in
            let stage = try PullStage(vector, storage)
            for step in vector["steps"]?.elements ?? [] { try stage.perform(step) }
            #expect(stage.problems == [])
        }
    }

    // MARK: - Checksums

    @Test(arguments: Vector.all("sync/checksum"))
    func checksumsAreTheSum(_ vector: Vector) throws {
        let entities = vector["entities"]?.elements ?? []
        #expect(try PullStage.sum(of: entities) == vector["checksum"]?.string)
        guard let calls = vector["calls"]?.elements else { return }
        try Self.withStorage { storage in
            let stage = try PullStage(vector, storage, people: ["ann", "ben"])
            for call in calls { try stage.perform(.object((["as": "ann"] as JSONObject).merging(call.object))) }
            let page = try stage.page(of: "ann", ["checksums": "all"])
            #expect(page["checksums"]?.object?.map(\.value.string) == [vector["checksum"]?.string])
            let told = ["trips", "destinations", "activities", "messages"].flatMap { page[$0]?.elements ?? [] }
            let expected = entities.map { "\($0["id"]?.string ?? "") \($0["revision"]?.integer ?? -1)" }
            #expect(
                told.map { "\($0["id"]?.string ?? "") \($0["revision"]?.integer ?? -1)" }.sorted() == expected.sorted())
        }
    }

    /// The page's worked example is the vector of that name.
    @Test func thePagesSumIsAVectors() throws {
        let vector = Vector.all("sync/checksum").first { $0.title == "With all that may be in it" }
        let lines = try SpecFolder.text("sync.md").split(separator: "\n")
        for entity in vector?["entities"]?.elements ?? [] {
            let id = (entity["id"]?.string ?? "").filter { $0 != "-" }
            let sum = try PullStage.sum(of: [entity])
            #expect(lines.contains { $0.contains(id) && $0.hasSuffix(sum) })
        }
        let sum = try #require(vector?["checksum"]?.string)
        #expect(lines.contains { $0.hasPrefix("XOR") && $0.hasSuffix(sum) })
    }

    private static func withStorage(_ body: (any Storage) throws -> Void) throws {
        let storage = SQLiteStorage(.memory, migrations: Migrations.sqlite)
        defer { storage.close() }
        try body(storage)
    }
}
