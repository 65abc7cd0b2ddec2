import CaravanProtocol

/// A list of a pull's answer, by its name there; the entities in it, and those that were deleted.
enum PullList: Int, CaseIterable {
    case trips, destinations, activities, messages, members

    var name: String { Self.names[rawValue] }
    private static let names = allCases.map { "\($0)" }

    /// The lists by what the log calls their entities.
    static let ofEntityType: [String: PullList] = {
        var lists = [Trip.schema.name: PullList.trips]
        for table in PullWhole.tables { lists[name(of: table)] = table.list }
        return lists
    }()

    /// The tables that the lists come from; the trips' is another kind.
    static let tables = Dictionary(uniqueKeysWithValues: PullWhole.tables.map { ($0.list, $0) })

    /// The kind by which it is asked for: members come along with trips.
    var kind: SyncedKind { Self.kinds[self] ?? .trip }

    private static let kinds: [PullList: SyncedKind] = {
        let pairs = ofEntityType.compactMap { name, list in SyncedKind(rawValue: name).map { (list, $0) } }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    private static func name<E: PulledEntity>(of _: E.Type) -> String { E.schema.name }
}
