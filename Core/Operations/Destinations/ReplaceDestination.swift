public import CaravanProtocol

/// Replaces the content of a destination.
public enum ReplaceDestination: WriteOperation {
    public static let name = "destinations.replace"
    public static let summary = "Replace a destination"
    public static let route = Route.put("/destinations/{id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Replacement<Destination>, ItemGrant<Destination>>.destination(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(
        _ input: Replacement<Destination>, _ grant: ItemGrant<Destination>, in context: WriteContext
    ) throws -> Destination {
        try context.edit(grant, input.partial)
    }
}
