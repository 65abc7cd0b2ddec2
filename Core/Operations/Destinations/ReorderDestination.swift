public import CaravanProtocol

/// Moves a destination to another place in its trip; a place beyond the end is the end.
public enum ReorderDestination: WriteOperation {
    public struct Input: InputRecord {
        public var id = ID<Destination>.unset
        public var order = 0

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("id", \.id), .required("order", \.order, .range(0...2_147_483_647)),
        ]
    }

    public static let name = "destinations.reorder"
    public static let summary = "Move a destination to another place"
    public static let route = Route.put("/destinations/{id}/reorder/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, ItemGrant<Destination>>.destination(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: Input, _ grant: ItemGrant<Destination>, in context: WriteContext) throws
        -> Destination
    {
        var partial = Partial<Destination>()
        partial.set(\.order, input.order)
        return try context.edit(grant, partial)
    }
}
