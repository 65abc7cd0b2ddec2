import CaravanProtocol

/// A trip that a page has named as lost, until the end of that pull says whether it came again.
struct LostTrip: Entity {
    var tripID = UUIDBits.zero

    init() {}

    static let schema = EntitySchema<LostTrip>(
        "lost_trip", table: "lost_trips", fields: [.fixed("trip_id", \.tripID)], key: [\.tripID])
}
