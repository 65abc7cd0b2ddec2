import CaravanProtocol

@testable import CaravanClient

/// A page of a pull, as a server tells it.
struct Told {
    struct Thing {
        var kind: EntityKind
        var json: JSONObject

        static func trip(_ id: UUIDBits, _ revision: Int64 = 1, _ more: JSONObject = [:]) -> Thing {
            Thing(
                kind: .trip,
                json: common(id, revision).merging([
                    "title": "Portugal", "description": "", "start_date": "2031-05-01", "end_date": "2031-05-09",
                    "role": "owner", "member_count": 1,
                ]).merging(more))
        }

        static func destination(
            _ id: UUIDBits, in trip: UUIDBits, _ revision: Int64 = 2, _ more: JSONObject = [:]
        ) -> Thing {
            Thing(
                kind: .destination,
                json: common(id, revision).merging([
                    "trip_id": trip.json, "name": "Porto", "arrival_date": "2031-05-01",
                    "departure_date": "2031-05-05", "order": 0,
                ]).merging(more))
        }

        private static func common(_ id: UUIDBits, _ revision: Int64) -> JSONObject {
            [
                "id": id.json, "revision": .number(JSONNumber(revision)), "created_at": "2031-01-01T00:00:00Z",
                "updated_at": "2031-01-01T00:00:00Z",
            ]
        }
    }

    var things: [Thing] = []
    var deleted: [(EntityKind, UUIDBits)] = []
    var cursor = "c1"
    var epoch = "e1"
    var hasMore = false
    var checksums: JSONObject = [:]

    mutating func add(_ thing: Thing) { things.append(thing) }

    var json: JSONValue {
        var page: JSONObject = [
            "sync_timestamp": "2031-01-02T00:00:00Z", "cursor": .string(cursor), "epoch": .string(epoch),
            "has_more": .bool(hasMore), "checksums": .object(checksums),
        ]
        var gone = JSONObject()
        for kind in EntityKind.allCases {
            page[kind.plural] = .array(things.filter { $0.kind == kind }.map { .object($0.json) })
            gone[kind.plural] = .array(deleted.filter { $0.0 == kind }.map { $0.1.json })
        }
        page["deleted"] = .object(gone)
        return .object(page)
    }
}

/// What a server says of each change of a push.
struct Verdict {
    var outcome: String
    var revision: Int64?
    var code: String?
    var retryable = false
    var conflict: UUIDBits?

    static func applied(_ revision: Int64 = 10) -> Verdict { Verdict(outcome: "applied", revision: revision) }
    static func rejected(_ code: String, retryable: Bool = false) -> Verdict {
        Verdict(outcome: "rejected", code: code, retryable: retryable)
    }
    static let superseded = Verdict(outcome: "superseded")
    static func conflict(_ id: UUIDBits) -> Verdict { Verdict(outcome: "conflict", conflict: id) }
}

extension SyncRequest {
    /// The answer of a push: a verdict a change, the last one for those that are left.
    func answer(_ verdicts: Verdict..., pull page: Told? = Told()) -> JSONValue {
        var conflicts: [JSONValue] = []
        let receipts = changes.enumerated().map { place, change -> JSONValue in
            let verdict = verdicts[min(place, verdicts.count - 1)]
            if let id = verdict.conflict {
                conflicts.append([
                    "conflict_id": id.json, "entity_type": change["entity_type"] ?? .null,
                    "entity_id": change["entity_id"] ?? .null, "client_data": change["data"] ?? .null,
                    "server_data": ["title": "theirs"],
                ])
            }
            return [
                "number": change["number"] ?? .null, "entity_type": change["entity_type"] ?? .null,
                "entity_id": change["entity_id"] ?? .null, "outcome": .string(verdict.outcome),
                "revision": verdict.revision.map { .number(JSONNumber($0)) } ?? .null,
                "code": verdict.code.map(JSONValue.string) ?? .null,
                "detail": verdict.code == nil ? .null : "No.", "errors": [], "retryable": .bool(verdict.retryable),
                "conflict_id": verdict.conflict?.json ?? .null,
            ]
        }
        return [
            "applied": [], "conflicts": .array(conflicts), "errors": [], "receipts": .array(receipts),
            "pull": page?.json ?? .null,
        ]
    }
}
