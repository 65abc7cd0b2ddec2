public import CaravanProtocol

/// Plans a trip: its status becomes `planned`.
public enum PlanTrip: WriteOperation {
    public static let name = "trips.plan"
    public static let summary = "Plan a trip"
    public static let route = Route.post("/trips/{id}/plan/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        try context.move(grant, to: .planned)
    }
}
