import CaravanCore
import CaravanInProcess
import CaravanProtocol
import Crypto
import TestSupport
import Testing

/// A write with a condition changes what its caller has seen, or nothing.
@Suite struct ConditionTests {
    /// The tag of an answer, as HTTP has it.
    private func tag(of answer: JSONValue) -> JSONValue {
        var writer = JSONWriter()
        writer.value(answer)
        return EntityTag(digest: Array(SHA256.hash(data: writer.bytes))).text.json
    }

    private func get(_ operation: String, _ stage: Stage, as part: Part = .owner) throws -> JSONValue {
        let area = operation.prefix { $0 != "." }
        let getter =
            operation == "users.update_settings" || operation == "trips.update_settings"
            ? "\(area).settings" : area == "users" ? "users.me" : "\(area).get"
        let own = stage.params(operation) ?? [:]
        return try stage[part].callNow(getter, area == "users" ? [:] : ["id": own["id"] ?? .null])
    }

    /// The writes whose resource has a tag: those of one trip, destination, activity or account.
    static let tagged = Catalogue.entries.map(\.descriptor).filter { operation in
        operation.takesCondition && (operation.route.path.contains("{id}") || operation.route.path.contains("/me/"))
            // A message has no GET of its own.
            && operation.route.segments.first != "chat"
    }.map(\.name)

    @Test func theListIsWhole() {
        #expect(
            Set(Self.tagged).isSuperset(of: [
                "trips.update", "trips.replace", "trips.delete", "trips.plan", "trips.start", "trips.complete",
                "trips.cancel", "trips.transfer", "trips.update_settings", "destinations.update",
                "destinations.replace",
                "destinations.delete", "destinations.reorder", "activities.update", "activities.replace",
                "activities.delete", "activities.reorder", "activities.complete", "activities.reopen",
                "users.update_me",
                "users.replace_me", "users.update_settings",
            ]))
    }

    @Test(arguments: tagged) func theTagOfTheGetIsThatOfTheResource(operation: String) throws {
        let stage = try Stage()
        try stage.prepare(for: operation)
        let params = try #require(stage.params(operation))
        let tag = tag(of: try get(operation, stage))
        let before = try stage.world.snapshot()
        for other: JSONValue in ["\"other\"", "W/\(tag.string ?? "")".json, "\"a\", W/\"b\"".json] {
            #expect(stage[.owner].code(operation, params.saying(["if_match": other])) == .stale, "\(other)")
        }
        #expect(try stage.world.snapshot() == before)
        let several = "\"nonsense\", \(tag.string ?? "")".json
        #expect(stage[.owner].failure(operation, params.saying(["if_match": several])) == nil)
    }

    @Test(arguments: tagged) func theStarPasses(operation: String) throws {
        let stage = try Stage()
        try stage.prepare(for: operation)
        let params = try #require(stage.params(operation)).saying(["if_match": "*"])
        #expect(stage[.owner].failure(operation, params) == nil)
    }

    @Test(arguments: tagged) func theRevisionIsThatOfTheResource(operation: String) throws {
        let stage = try Stage()
        try stage.prepare(for: operation)
        let params = try #require(stage.params(operation))
        let resource = try get(operation, stage)
        let before = try stage.world.snapshot()
        guard let revision = resource["revision"]?.int else {
            #expect(operation.hasSuffix("settings"))
            #expect(stage[.owner].fields(operation, params.saying(["if_match": 1])) == ["if_match"])
            return
        }
        for other in [revision - 1, revision + 1, 0, .max] {
            #expect(stage[.owner].code(operation, params.saying(["if_match": other.json])) == .stale)
        }
        #expect(try stage.world.snapshot() == before)
        #expect(stage[.owner].failure(operation, params.saying(["if_match": revision.json])) == nil)
    }

    /// The tag is of what the caller is answered: two roles, two tags.
    @Test func theTagIsTheCallersOwn() throws {
        let stage = try Stage()
        let tags = try [Part.owner, .editor].map { tag(of: try stage[$0].callNow("trips.get", ["id": stage.trip])) }
        #expect(tags[0] != tags[1])
        let params: JSONObject = ["id": stage.trip, "title": "T"]
        #expect(stage[.editor].code("trips.update", params.saying(["if_match": tags[0]])) == .stale)
        #expect(stage[.editor].code("trips.update", params.saying(["if_match": tags[1]])) == nil)
    }

    /// Whoever may not make the call learns nothing about the resource.
    @Test func theAccessIsCheckedFirst() throws {
        let stage = try Stage()
        let params = (["id": stage.trip, "title": "T"] as JSONObject).saying(["if_match": "\"other\""])
        #expect(stage[.viewer].code("trips.update", params) == .forbidden)
        #expect(stage[.outsider].code("trips.update", params) == .notFound)
        #expect(stage[.nobody].code("trips.update", params) == .unauthenticated)
        #expect(stage[.owner].code("trips.update", params.with(["id": stage.stops[0]])) == .notFound)
    }

    /// What is made, and members, have no GET of their own.
    @Test(arguments: [
        "trips.create", "destinations.create", "activities.create", "members.add", "members.update", "members.remove",
    ])
    func withoutATaggedResourceOnlyTheStarPasses(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation))
        let before = try stage.world.snapshot()
        #expect(stage[.owner].code(operation, params.saying(["if_match": "\"a\""])) == .stale)
        #expect(stage[.owner].fields(operation, params.saying(["if_match": 1])) == ["if_match"])
        #expect(try stage.world.snapshot() == before)
        #expect(stage[.owner].failure(operation, params.saying(["if_match": "*"])) == nil)
    }

    @Test(arguments: ["", "x", "\"a", "\"a\" \"b\"", "5"]) func aMalformedConditionIsRefused(_ text: String) throws {
        let stage = try Stage()
        let before = try stage.world.snapshot()
        let params: JSONObject = ["id": stage.trip, "title": "T"]
        #expect(stage[.owner].code("trips.update", params.saying(["if_match": text.json])) == .malformed)
        #expect(try stage.world.snapshot() == before)
        #expect(
            stage[.owner].code("trips.get", ["id": stage.trip, "_meta": ["if_match": text.json]]) == nil, "no write")
    }

    /// Of two who change what they saw, one is told.
    @Test func ofTwoEditorsOneIsStale() throws {
        let stage = try Stage()
        let revision = try stage[.owner].callNow("trips.get", ["id": stage.trip])["revision"] ?? .null
        let params = (["id": stage.trip] as JSONObject).saying(["if_match": revision])
        #expect(stage[.owner].code("trips.update", params.with(["title": "A"])) == nil)
        #expect(stage[.editor].code("trips.update", params.with(["title": "B"])) == .stale)
        #expect(try stage[.owner].callNow("trips.get", ["id": stage.trip])["title"] == "A")
    }

    /// A repeated call is answered as at first, though its own first time has changed what it names.
    @Test func aReplayAsksNoConditionAgain() throws {
        let stage = try Stage()
        let revision = try stage[.owner].callNow("trips.get", ["id": stage.trip])["revision"] ?? .null
        let params = (["id": stage.trip] as JSONObject).saying(["if_match": revision, "idempotency_key": "k"])
        let first = try stage[.owner].callNow("trips.plan", params)
        #expect(try stage[.owner].callNow("trips.plan", params) == first)
        let fresh = (["id": stage.trip] as JSONObject).saying(["if_match": revision, "idempotency_key": "l"])
        #expect(stage[.owner].code("trips.cancel", fresh) == .stale)
        #expect(try stage.world.rows(Query<IdempotencyRecord>()).count == 1, "what failed is not kept")
    }
}
