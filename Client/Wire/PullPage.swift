import CaravanProtocol

/// A page of `sync.pull`.
struct PullPage {
    struct Entity {
        let kind: EntityKind
        let id: UUIDBits
        let tripID: UUIDBits
        let revision: Int64
        let snapshot: JSONObject
    }

    /// In the order in which lists of a page are applied: what is above comes first.
    let entities: [Entity]
    let deleted: [(kind: EntityKind, id: UUIDBits)]
    let cursor: String
    let epoch: String
    let hasMore: Bool
    /// By trip; on the last page only.
    let checksums: [UUIDBits: TripChecksum]
    let timestamp: Instant

    init(_ json: JSONValue) throws(AnswerFault) {
        cursor = try json.required("cursor", \.string)
        epoch = try json.required("epoch", \.string)
        hasMore = try json.required("has_more", \.bool)
        timestamp = try json.required("sync_timestamp") { $0.string.flatMap { Instant(parsing: $0) } }
        let gone = try json.required("deleted", { $0.object })
        var entities: [Entity] = []
        var deleted: [(kind: EntityKind, id: UUIDBits)] = []
        for kind in EntityKind.allCases {
            for element in json[kind.plural]?.array ?? [] { entities.append(try Self.entity(element, kind)) }
            for element in gone[kind.plural]?.array ?? [] {
                guard let id = element.id else { throw .missing("deleted." + kind.plural) }
                deleted.append((kind, id))
            }
        }
        self.entities = entities
        self.deleted = deleted
        var checksums: [UUIDBits: TripChecksum] = [:]
        for (name, value) in json["checksums"]?.object ?? [:] {
            guard let trip = UUIDBits(parsing: name), let sum = value.string.flatMap(TripChecksum.init(text:)) else {
                throw .missing("checksums")
            }
            checksums[trip] = sum
        }
        self.checksums = checksums
    }

    private static func entity(_ json: JSONValue, _ kind: EntityKind) throws(AnswerFault) -> Entity {
        let id = try json.required("id", \.id)
        guard let snapshot = json.object else { throw .missing(kind.plural) }
        return Entity(
            kind: kind, id: id, tripID: kind == .trip ? id : try json.required("trip_id", \.id),
            revision: try json.required("revision", \.int64), snapshot: snapshot)
    }
}
