public import CaravanProtocol

/// Changes what is named of an activity.
public enum UpdateActivity: WriteOperation {
    public static let name = "activities.update"
    public static let summary = "Change an activity"
    public static let route = Route.patch("/activities/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Edit<Activity>, ItemGrant<Activity>>.activity(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: Edit<Activity>, _ grant: ItemGrant<Activity>, in context: WriteContext) throws
        -> Activity
    {
        try context.edit(grant, input.partial)
    }
}
