public import CaravanProtocol

/// Marks an activity as done.
public enum CompleteActivity: WriteOperation {
    public static let name = "activities.complete"
    public static let summary = "Complete an activity"
    public static let route = Route.post("/activities/{id}/complete/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<ByID<Activity>, ItemGrant<Activity>>.activity(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_: ByID<Activity>, _ grant: ItemGrant<Activity>, in context: WriteContext) throws -> Activity
    {
        try context.setCompletion(of: grant, to: true)
    }
}
