public import CaravanProtocol

/// Completes a trip: its status becomes `completed`.
public enum CompleteTrip: WriteOperation {
    public static let name = "trips.complete"
    public static let summary = "Complete a trip"
    public static let route = Route.post("/trips/{id}/complete/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        try context.move(grant, to: .completed)
    }
}
