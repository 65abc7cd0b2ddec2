import CaravanProtocol

/// The answer of `sync.status`.
struct StatusAnswer {
    struct Conflict {
        let id: UUIDBits
        let kind: EntityKind
        let entityID: UUIDBits
        let tripID: UUIDBits
        let told: JSONObject

        func stored(at now: Instant) -> StoredConflict {
            StoredConflict(id, kind, entityID, tripID, told: told, at: now)
        }
    }

    /// The highest number that each device has used.
    let highestNumbers: [String: Int64]
    let conflicts: [Conflict]
    /// Whether these are all that are open.
    let areConflictsWhole: Bool

    init(_ json: JSONValue) throws(AnswerFault) {
        var numbers: [String: Int64] = [:]
        for client in try json.required("clients", \.array) {
            if let number = client["highest_number"]?.int64 {
                numbers[try client.required("client_id", \.string)] = number
            }
        }
        highestNumbers = numbers
        var conflicts: [Conflict] = []
        let told = try json.required("conflicts", \.array)
        for element in told {
            guard let object = element.object else { throw .missing("conflicts") }
            conflicts.append(
                Conflict(
                    id: try element.required("conflict_id", \.id),
                    kind: try element.required("entity_type") { $0.string.flatMap(EntityKind.init(rawValue:)) },
                    entityID: try element.required("entity_id", \.id), tripID: try element.required("trip_id", \.id),
                    told: object))
        }
        self.conflicts = conflicts
        areConflictsWhole = try json.required("conflict_count", \.int64) == Int64(told.count)
    }
}
