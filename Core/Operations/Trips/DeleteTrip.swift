public import CaravanProtocol

/// Deletes a trip for all its members.
public enum DeleteTrip: WriteOperation {
    public static let name = "trips.delete"
    public static let summary = "Delete a trip"
    public static let route = Route.delete("/trips/{id}/")
    public static let effect = Effect.removal
    public static let access = Access<ByID<Trip>, TripGrant>.trip(.manage) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_: ByID<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> NoContent {
        var trip = grant.trip
        try context.remove(&trip, .tripDeleted, in: grant.scope)
        let members = try context.store.select(Query(.equals(\Membership.tripID, trip.id), .isNull(\.deletedAt)))
        for member in members { try context.logAccess(.accessRevoked, to: trip.id, of: member.userID) }
        return NoContent()
    }
}
