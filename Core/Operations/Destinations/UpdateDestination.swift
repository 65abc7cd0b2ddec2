public import CaravanProtocol

/// Changes what is named of a destination.
public enum UpdateDestination: WriteOperation {
    public static let name = "destinations.update"
    public static let summary = "Change a destination"
    public static let route = Route.patch("/destinations/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Edit<Destination>, ItemGrant<Destination>>.destination(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(
        _ input: Edit<Destination>, _ grant: ItemGrant<Destination>, in context: WriteContext
    ) throws -> Destination {
        try context.edit(grant, input.partial)
    }
}
