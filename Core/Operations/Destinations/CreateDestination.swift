public import CaravanProtocol

/// Adds a destination to a trip: at the place that it names, else at the end.
public enum CreateDestination: WriteOperation {
    public static let name = "destinations.create"
    public static let summary = "Add a destination"
    public static let route = Route.post("/destinations/", success: 201)
    public static let effect = Effect.write
    public static let access = Access<Draft<Destination>, TripGrant>.trip(.edit) { $0.partial.value.tripID }
    public static let failures: [FailureCode] = [.notFound, .forbidden, .alreadyExists, .conflict]

    public static func run(_ input: Draft<Destination>, _ grant: TripGrant, in context: WriteContext) throws
        -> Destination
    {
        var destination = input.partial.value
        let fingerprint = context.fingerprint(name, input.partial)
        if input.partial.names(\.id) {
            if let first = try context.repeated(destination.id, fingerprint) { return first }
        } else {
            destination.id = context.newID()
        }
        try destination.check()
        try context.makeRoom(for: &destination, at: input.partial.named(\.order), in: grant.scope)
        try context.add(&destination, .destinationCreated, in: grant.scope, fingerprint: fingerprint)
        return destination
    }
}
