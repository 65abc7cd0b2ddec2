public import CaravanProtocol

/// Starts a trip: its status becomes `active`.
public enum StartTrip: WriteOperation {
    public static let name = "trips.start"
    public static let summary = "Start a trip"
    public static let route = Route.post("/trips/{id}/start/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        try context.move(grant, to: .active)
    }
}
