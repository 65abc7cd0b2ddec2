public import CaravanProtocol

/// Deletes a destination and its activities, each with its own entry in the log.
public enum DeleteDestination: WriteOperation {
    public static let name = "destinations.delete"
    public static let summary = "Delete a destination with its activities"
    public static let route = Route.delete("/destinations/{id}/")
    public static let effect = Effect.removal
    public static let access = Access<ByID<Destination>, ItemGrant<Destination>>.destination(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(
        _: ByID<Destination>, _ grant: ItemGrant<Destination>, in context: WriteContext
    ) throws -> NoContent {
        var destination = grant.item
        let activities = Query<Activity>(.equals(\.destinationID, destination.id), .isNull(\.deletedAt))
        for var activity in try context.store.select(activities.ordered(by: \.order, \.id)) {
            try context.remove(&activity, .activityDeleted, in: grant.scope)
        }
        try context.remove(&destination, .destinationDeleted, in: grant.scope)
        try context.closeGap(behind: destination, in: grant.scope)
        return NoContent()
    }
}
