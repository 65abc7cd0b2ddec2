public import CaravanProtocol

/// An entity as the server last told it. Pending edits never touch it: what the user sees lays them over it.
public struct ServedEntity: Entity, Equatable {
    public var kind = EntityKind.trip
    public var id = UUIDBits.zero
    public var tripID = UUIDBits.zero
    public var revision: Int64 = 0
    /// The JSON object of the pull, whole.
    public var snapshot = EncodedJSON("{}")
    /// Which full pull told it last; what an older one told and the newest did not is gone.
    public var generation: Int64 = 0

    public init() {}

    public static let schema = EntitySchema<ServedEntity>(
        "served", table: "served",
        fields: [
            .fixed("kind", \.kind),
            .fixed("id", \.id),
            .required("trip_id", \.tripID),
            .required("revision", \.revision),
            .required("snapshot", \.snapshot),
            .required("generation", \.generation),
        ],
        key: [\.kind, \.id],
        indexes: [.on(\.tripID, \.kind), .on(\.generation)])

    static func key(_ kind: EntityKind, _ id: UUIDBits) -> [StoredValue] { [kind.stored, .id(id)] }
}
