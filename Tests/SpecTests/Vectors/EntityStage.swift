import CaravanCore
import CaravanInProcess
import CaravanProtocol
import Scenarios
import TestSupport

/// A world for a case about one entity: a trip of ann's, who has a phone, and of which ben is an editor.
struct EntityStage {
    static let ids = [
        "trip": "018f3b5c-1f2e-7a3b-8c4d-5e6f70819203", "destination": "018f3b5c-1f2e-7a3b-8c4d-5e6f70819301",
        "activity": "018f3b5c-1f2e-7a3b-8c4d-5e6f70819501", "message": "018f3b5c-1f2e-7a3b-8c4d-5e6f70819601",
    ]
    private static let secondDestination = "018f3b5c-1f2e-7a3b-8c4d-5e6f70819302"
    private static let areas = [
        "trip": "trips", "destination": "destinations", "activity": "activities", "message": "chat",
    ]

    private let vector: Vector
    private let world: TestWorld
    private let ann: InProcessClient
    private let ben: InProcessClient
    private let kind: String
    /// The siblings that were made before it.
    private var siblings: [JSONValue] = []
    private(set) var baseRevision = JSONValue.null

    private var id: JSONValue { .string(Self.ids[kind] ?? "") }
    private var area: String { Self.areas[kind] ?? "" }

    init(_ vector: Vector, _ storage: any Storage) throws {
        self.vector = vector
        world = try TestWorld(storage)
        ann = try world.person("ann")
        ben = try world.person("ben")
        kind = vector["entity"]?.string ?? ""
        try makeBase()
        baseRevision = try entity()?["revision"] ?? .null
        for step in vector["steps"]?.elements ?? [] { try perform(step) }
    }

    // MARK: - The base

    private mutating func makeBase() throws {
        try make("trip")
        let user = try ben.callNow("users.me")["id"] ?? .null
        _ = try ann.callNow(
            "members.add", ["trip_id": .string(Self.ids["trip"] ?? ""), "user_id": user, "role": "editor"])
        if kind == "activity" {
            try make("destination")
            _ = try ben.callNow("destinations.create", draft(of: "destination", id: .string(Self.secondDestination)))
        }
        guard kind != "trip" else { return }
        for _ in 0..<(vector["before"]?.integer ?? 0) { siblings.append(try makeSibling()) }
        try make(kind)
        for _ in 0..<(vector["behind"]?.integer ?? 0) { _ = try makeSibling() }
    }

    private func make(_ made: String) throws {
        var draft = draft(of: made, id: .string(Self.ids[made] ?? ""))
        guard made == kind else {
            _ = try ann.callNow((Self.areas[made] ?? "") + ".create", draft)
            return
        }
        draft = draft.merging(vector["base"]?.object)
        if vector["made_by"] == "own" {
            let answer = try push(["action": "create", "data": .object(draft)], policy: "manual")
            try Self.expectDone(answer)
        } else {
            _ = try ann.callNow(made == "message" ? "chat.send" : area + ".create", draft)
        }
    }

    private func draft(of kind: String, id: JSONValue?) -> JSONObject {
        var draft = vector.file["defaults"]?[kind]?.object ?? [:]
        switch kind {
        case "destination", "message": draft["trip_id"] = .string(Self.ids["trip"] ?? "")
        case "activity": draft["destination_id"] = .string(Self.ids["destination"] ?? "")
        default: break
        }
        if let id { draft["id"] = id }
        return draft
    }

    private func makeSibling(_ more: JSONObject = [:]) throws -> JSONValue {
        try ben.callNow(area + ".create", draft(of: kind, id: nil).merging(more))["id"] ?? .null
    }

    // MARK: - What happened since

    private func perform(_ step: JSONValue) throws {
        if let seconds = step["wait_seconds"]?.integer { return world.clock.advance(seconds: seconds) }
        let isDelete = step["delete"] != nil
        switch step["by"]?.string {
        case "own", "another_device":
            let change: JSONObject = [
                "action": isDelete ? "delete" : "update", "data": step["set"] ?? [:], "base_revision": baseRevision,
            ]
            let device = step["by"] == "own" ? "phone" : "tablet"
            try Self.expectDone(try push(change, policy: "client_wins", device: device))
        case "shift": try shift(to: step["set"]?["order"]?.integer ?? -1)
        default:
            // Nobody else may delete ann's trip, and edit what she said.
            let other = kind == "message" || kind == "trip" && isDelete ? ann : ben
            if step["delete"] == "destination" {
                _ = try other.callNow("destinations.delete", ["id": .string(Self.ids["destination"] ?? "")])
            } else {
                let operation = isDelete ? area + ".delete" : kind == "message" ? "chat.edit" : area + ".update"
                let input = (["id": id] as JSONObject).merging(step["set"]?.object)
                _ = try other.callNow(step["call"]?.string ?? operation, input)
            }
        }
    }

    private func shift(to order: Int64) throws {
        let now = try entity()?["order"]?.integer ?? -1
        if order > now {
            _ = try makeSibling(["order": 0])
        } else {
            _ = try ben.callNow(area + ".delete", ["id": siblings.first ?? .null])
        }
        guard try entity()?["order"]?.integer == order else { throw VectorFault("a shift leads elsewhere") }
    }

    private static func expectDone(_ answer: JSONValue) throws {
        guard let outcome = answer["receipts"]?.elements.first?["outcome"]?.string,
            ["applied", "merged"].contains(outcome)
        else { throw VectorFault("a step was not done: \(answer)") }
    }

    // MARK: - The change

    /// Pushes the case's change.
    func push(policy: String) throws -> JSONValue {
        var change: JSONObject = ["base_revision": baseRevision]
        change = change.merging(vector["change"]?.object)
        if change["base_revision"] == .null || change["action"] == "create" { change["base_revision"] = nil }
        return try push(change, policy: policy)
    }

    private func push(_ change: JSONObject, policy: String, device: String = "phone") throws -> JSONValue {
        let standard: JSONObject = [
            "entity_type": .string(kind), "entity_id": id, "action": "update",
            "client_timestamp": "2031-01-01T00:00:00Z",
        ]
        return try ann.callNow(
            "sync.push",
            [
                "client_id": .string(device), "conflict_policy": .string(policy),
                "changes": [.object(standard.merging(change))],
            ])
    }

    /// Decides a conflict; the code of what it is refused for.
    func resolve(_ conflict: JSONValue, _ resolution: JSONValue) throws -> String? {
        var input: JSONObject = ["conflict_id": conflict, "resolution_strategy": resolution["strategy"] ?? .null]
        if let data = resolution["data"] { input["resolved_data"] = data }
        do throws(Failure) {
            _ = try ann.callNow("sync.resolve", input)
            return nil
        } catch {
            return error.code.rawValue
        }
    }

    // MARK: - The entity

    /// As it is served; `nil` when it is gone.
    func entity() throws -> JSONValue? {
        if kind == "message" {
            let input: JSONObject = ["trip_id": .string(Self.ids["trip"] ?? "")]
            guard let page = try found("chat.history", input) else { return nil }
            return page["results"]?.elements.first { $0["id"] == id && $0["is_deleted"] == false }
        }
        return try found(area + ".get", ["id": id])
    }

    private func found(_ operation: String, _ input: JSONObject) throws -> JSONValue? {
        do throws(Failure) {
            return try ann.callNow(operation, input)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Where the entity is not as the pattern says; `null` stands for one that is gone.
    func mismatches(_ pattern: JSONValue?) throws -> [String] {
        let entity = try entity()
        guard case .object(var pattern)? = pattern else {
            return entity == nil ? [] : ["it is still there"]
        }
        pattern["$more"] = true
        return Matcher.mismatches(.object(pattern), entity).map(\.description)
    }
}

/// A case that is not what it says of itself.
struct VectorFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
