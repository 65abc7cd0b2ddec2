public import CaravanProtocol

/// Cancels a trip: its status becomes `cancelled`.
public enum CancelTrip: WriteOperation {
    public static let name = "trips.cancel"
    public static let summary = "Cancel a trip"
    public static let route = Route.post("/trips/{id}/cancel/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        try context.move(grant, to: .cancelled)
    }
}
