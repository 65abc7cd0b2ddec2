import CaravanInProcess
import CaravanProtocol
import TestSupport

/// A device of somebody in a ``Stage``, as it pushes.
struct Device {
    let stage: Stage
    let part: Part
    var name = "phone"

    /// A change of a push.
    static func change(
        _ action: String, _ kind: String, _ id: JSONValue, _ data: JSONObject = [:], base: JSONValue? = nil,
        at: String = "2032-01-01T00:00:00Z", number: Int? = nil
    ) -> JSONValue {
        var change: JSONObject = [
            "entity_type": kind.json, "entity_id": id, "action": action.json, "client_timestamp": at.json,
            "data": .object(data),
        ]
        if let base { change["base_revision"] = base }
        if let number { change["number"] = number.json }
        return .object(change)
    }

    /// The answer of a push.
    func push(_ changes: [JSONValue], _ more: JSONObject = [:]) throws -> JSONValue {
        try stage[part].callNow(
            "sync.push", (["client_id": name.json, "changes": .array(changes)] as JSONObject).with(more))
    }

    /// The receipt of one change.
    func push(_ change: JSONValue, policy: String? = nil) throws -> JSONValue {
        let answer = try push([change], policy.map { ["conflict_policy": $0.json] } ?? [:])
        return answer["receipts"]?.array.first ?? .null
    }

    func outcomes(_ changes: [JSONValue], _ more: JSONObject = [:]) throws -> [String] {
        try push(changes, more)["receipts"]?.array.map { $0["outcome"]?.string ?? "" } ?? []
    }
}

/// An id that a client made.
func madeID(_ number: Int) -> JSONValue {
    let digits = String(number, radix: 16)
    return ("0190a9c4-5b1d-7cc0-8000-" + String(repeating: "0", count: 12 - digits.count) + digits).json
}

extension Stage {
    func get(_ kind: String, _ id: JSONValue) throws -> JSONValue {
        let area = kind == "activity" ? "activities" : kind + "s"
        return try self[.owner].callNow(area + ".get", ["id": id])
    }

    func revision(_ kind: String, _ id: JSONValue) throws -> JSONValue { try get(kind, id)["revision"] ?? .null }

    /// The open conflicts of somebody.
    func conflicts(of part: Part) throws -> [JSONValue] {
        try self[part].callNow("sync.status")["conflicts"]?.array ?? []
    }
}
