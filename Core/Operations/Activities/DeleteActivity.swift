public import CaravanProtocol

/// Deletes an activity.
public enum DeleteActivity: WriteOperation {
    public static let name = "activities.delete"
    public static let summary = "Delete an activity"
    public static let route = Route.delete("/activities/{id}/")
    public static let effect = Effect.removal
    public static let access = Access<ByID<Activity>, ItemGrant<Activity>>.activity(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_: ByID<Activity>, _ grant: ItemGrant<Activity>, in context: WriteContext) throws
        -> NoContent
    {
        var activity = grant.item
        try context.remove(&activity, .activityDeleted, in: grant.scope)
        try context.closeGap(behind: activity, in: grant.scope)
        return NoContent()
    }
}
