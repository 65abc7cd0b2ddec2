import CaravanProtocol

/// When a trip's checksum last differed so that all was pulled anew.
struct TripHealing: Entity {
    var tripID = UUIDBits.zero
    var healedAt = Instant.epoch

    init() {}

    static let schema = EntitySchema<TripHealing>(
        "trip_healing", table: "trip_healings",
        fields: [.fixed("trip_id", \.tripID), .required("healed_at", \.healedAt)], key: [\.tripID])
}
