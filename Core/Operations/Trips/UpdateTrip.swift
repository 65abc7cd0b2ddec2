public import CaravanProtocol

/// Changes what is named of a trip.
public enum UpdateTrip: WriteOperation {
    public static let name = "trips.update"
    public static let summary = "Change a trip"
    public static let route = Route.patch("/trips/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Edit<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_ input: Edit<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        try context.edit(grant, input.partial)
    }
}
