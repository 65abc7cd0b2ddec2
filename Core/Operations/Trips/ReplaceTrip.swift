public import CaravanProtocol

/// Replaces the content of a trip.
public enum ReplaceTrip: WriteOperation {
    public static let name = "trips.replace"
    public static let summary = "Replace a trip"
    public static let route = Route.put("/trips/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Replacement<Trip>, TripGrant>.trip(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .invalidTransition]

    public static func run(_ input: Replacement<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> TripView
    {
        try context.edit(grant, input.partial)
    }
}
