public import CaravanProtocol

/// An activity.
public enum GetActivity: ReadOperation {
    public static let name = "activities.get"
    public static let summary = "An activity"
    public static let route = Route.get("/activities/{id}/")
    public static let access = Access<ByID<Activity>, ItemGrant<Activity>>.activity(.read) { $0.id }

    public static func run(_: ByID<Activity>, _ grant: ItemGrant<Activity>, in _: Context) throws -> Activity {
        grant.item
    }
}
