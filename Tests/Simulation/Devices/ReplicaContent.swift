import CaravanProtocol
import Crypto

/// What somebody has of his trips: a device by its pulls, or an account by plain reading.
struct ReplicaContent {
    private(set) var entities: [EntityKind: [UUIDBits: JSONObject]] = [:]
    /// The memberships, by their ids.
    private(set) var members: [UUIDBits: JSONObject] = [:]

    init() {}

    func ids(_ kind: EntityKind) -> [UUIDBits] { (entities[kind].map { Array($0.keys) } ?? []).sorted() }
    subscript(_ kind: EntityKind, _ id: UUIDBits) -> JSONObject? { entities[kind]?[id] }
    func has(_ kind: EntityKind, _ id: UUIDBits) -> Bool { entities[kind]?[id] != nil }

    /// The trip that an entity belongs to.
    func home(_ kind: EntityKind, _ id: UUIDBits) -> UUIDBits? { kind == .trip ? id : self[kind, id]?["trip_id"]?.id }

    mutating func put(_ kind: EntityKind, _ entity: JSONValue) {
        if let id = entity["id"]?.id { entities[kind, default: [:]][id] = entity.object }
    }

    mutating func putMember(_ member: JSONValue) {
        if let id = member["id"]?.id { members[id] = member.object }
    }

    mutating func dropMember(_ id: UUIDBits) { members[id] = nil }

    /// A trip goes with everything in it.
    mutating func drop(_ kind: EntityKind, _ id: UUIDBits) {
        entities[kind]?[id] = nil
        guard kind == .trip else { return }
        for child in EntityKind.allCases where child != .trip {
            entities[child] = entities[child]?.filter { $0.value["trip_id"]?.id != id }
        }
        members = members.filter { $0.value["trip_id"]?.id != id }
    }

    // MARK: - Comparing

    /// WIRE.md section 5: the XOR of the first 8 bytes of SHA-256(id, revision).
    func checksum(of trip: UUIDBits) -> UInt64 {
        var sum: UInt64 = 0
        for kind in EntityKind.allCases {
            for (id, entity) in entities[kind] ?? [:] where home(kind, id) == trip {
                sum ^= Self.sum(id, entity["revision"]?.int ?? 0)
            }
        }
        return sum
    }

    private static func sum(_ id: UUIDBits, _ revision: Int64) -> UInt64 {
        var bytes: [UInt8] = []
        id.withBytes { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: revision.bigEndian) { bytes.append(contentsOf: $0) }
        return SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first thing in which they differ; `nil` if they are the same.
    func difference(from other: ReplicaContent) -> String? {
        for kind in EntityKind.allCases {
            for id in ids(kind) where !other.has(kind, id) { return "\(kind) \(id) is too much" }
            for id in other.ids(kind) where !has(kind, id) { return "\(kind) \(id) is missing" }
            for id in ids(kind) {
                guard let mine = self[kind, id], let its = other[kind, id] else { continue }
                for field in kind.content where (mine[field] ?? .null) != (its[field] ?? .null) {
                    return "\(kind) \(id) has \(field) \(mine[field]?.text ?? "-") for \(its[field]?.text ?? "-")"
                }
            }
        }
        for trip in ids(.trip) where roles(in: trip) != other.roles(in: trip) {
            return "trip \(trip) has the members \(roles(in: trip).sorted()) for \(other.roles(in: trip).sorted())"
        }
        return nil
    }

    /// Who is in a trip, as `user role`.
    func roles(in trip: UUIDBits) -> Set<String> {
        let inTrip = members.values.filter { $0["trip_id"]?.id == trip }
        return Set(inTrip.map { ($0["user_id"]?.string ?? "") + " " + ($0["role"]?.string ?? "") })
    }
}
