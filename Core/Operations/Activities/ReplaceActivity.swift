public import CaravanProtocol

/// Replaces the content of an activity.
public enum ReplaceActivity: WriteOperation {
    public static let name = "activities.replace"
    public static let summary = "Replace an activity"
    public static let route = Route.put("/activities/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Replacement<Activity>, ItemGrant<Activity>>.activity(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: Replacement<Activity>, _ grant: ItemGrant<Activity>, in context: WriteContext)
        throws -> Activity
    {
        try context.edit(grant, input.partial)
    }
}
