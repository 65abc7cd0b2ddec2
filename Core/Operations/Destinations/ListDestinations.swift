public import CaravanProtocol

/// The destinations of a trip, in their order.
public enum ListDestinations: ReadOperation {
    public static let name = "destinations.list"
    public static let summary = "The destinations of a trip"
    public static let route = Route.get("/destinations/")
    public static let access = Access<TripPage, TripGrant>.trip(.read) { $0.tripID }
    public static let failures: [FailureCode] = [.notFound]

    public static func run(_ input: TripPage, _ grant: TripGrant, in context: Context) throws -> Page<Destination> {
        let query = Query<Destination>(.equals(\.tripID, grant.trip.id), .isNull(\.deletedAt)).ordered(
            by: \.order, \.id)
        return try context.page(query, input, list: "\(name)|\(grant.trip.id)") { $0 }
    }
}
