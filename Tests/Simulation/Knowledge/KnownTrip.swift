import CaravanProtocol

/// A trip that an answer told of.
struct KnownTrip {
    let id: UUIDBits
    var isDeleted = false
    /// In the order in which they came to be.
    var items: [EntityKind: [UUIDBits]] = [:]

    mutating func add(_ kind: EntityKind, _ id: UUIDBits) { items[kind, default: []].append(id) }
    mutating func remove(_ kind: EntityKind, _ id: UUIDBits) { items[kind]?.removeAll { $0 == id } }
    func items(_ kind: EntityKind) -> [UUIDBits] { items[kind] ?? [] }
}
