public import CaravanProtocol

/// A destination.
public enum GetDestination: ReadOperation {
    public static let name = "destinations.get"
    public static let summary = "A destination"
    public static let route = Route.get("/destinations/{id}/")
    public static let access = Access<ByID<Destination>, ItemGrant<Destination>>.destination(.read) { $0.id }

    public static func run(_: ByID<Destination>, _ grant: ItemGrant<Destination>, in _: Context) throws -> Destination {
        grant.item
    }
}
