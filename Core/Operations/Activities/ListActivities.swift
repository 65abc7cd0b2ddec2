public import CaravanProtocol

/// The activities of a destination, in their order, or of a whole trip.
public enum ListActivities: ReadOperation {
    public struct Input: PageInput {
        public var destinationID: ID<Destination>?
        public var tripID: ID<Trip>?
        public var limit = 50
        public var cursor: String?

        public init() {}
        public static let fields = FieldList<Input>(
            [.optional("destination_id", \.destinationID), .optional("trip_id", \.tripID)]
                + pageFields(\.limit, \.cursor))

        public static func read(_ input: CallInput, _ context: DecodingContext) throws(Failure) -> Input {
            let read = try fields.decode(input, .input, context).value
            guard read.destinationID != nil || read.tripID != nil else {
                throw .invalid("trip_id", .required, "The trip_id or the destination_id is required.")
            }
            return read
        }
    }

    public static let name = "activities.list"
    public static let summary = "The activities of a destination or of a trip"
    public static let route = Route.get("/activities/")
    public static let failures: [FailureCode] = [.notFound]

    public static let access = Access<Input, TripGrant> { input, context in
        let destination = try input.destinationID.map { try context.destination($0, "destination_id") }
        let trip = input.tripID ?? destination?.item.tripID
        guard let grant = try trip.flatMap({ try context.grant($0) }) else {
            throw Failure(.notFound, "There is no such trip.")
        }
        if let destination, destination.item.tripID != grant.trip.id {
            throw Failure.invalid("destination_id", .reference, "The trip has no such destination.")
        }
        return grant
    }

    public static func run(_ input: Input, _ grant: TripGrant, in context: Context) throws -> Page<Activity> {
        var query = Query<Activity>(.isNull(\.deletedAt))
        if let destination = input.destinationID {
            query.filters.append(.equals(\.destinationID, destination))
            query = query.ordered(by: \.order, \.id)
        } else {
            query.filters.append(.equals(\.tripID, grant.trip.id))
            query = query.ordered(by: \.destinationID, \.order, \.id)
        }
        let list = "\(name)|\(grant.trip.id)|\(input.destinationID?.description ?? "")"
        return try context.page(query, input, list: list) { $0 }
    }
}
