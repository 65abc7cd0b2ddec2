public import CaravanProtocol

/// A trip.
public enum GetTrip: ReadOperation {
    public static let name = "trips.get"
    public static let summary = "A trip"
    public static let route = Route.get("/trips/{id}/")
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.read) { $0.id }

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in _: Context) throws -> TripView {
        TripView(grant.trip, role: grant.role)
    }
}
