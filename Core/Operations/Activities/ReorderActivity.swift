public import CaravanProtocol

/// Moves an activity to another place in its destination, or to another destination of the same trip.
public enum ReorderActivity: WriteOperation {
    public struct Input: InputRecord {
        public var id = ID<Activity>.unset
        public var order = 0
        public var destinationID: ID<Destination>?

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("id", \.id), .required("order", \.order, .range(0...2_147_483_647)),
            .optional("destination_id", \.destinationID),
        ]
    }

    public static let name = "activities.reorder"
    public static let summary = "Move an activity to another place"
    public static let route = Route.put("/activities/{id}/reorder/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, ItemGrant<Activity>>.activity(.edit) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: Input, _ grant: ItemGrant<Activity>, in context: WriteContext) throws -> Activity {
        var partial = Partial<Activity>()
        partial.set(\.order, input.order)
        if let destination = input.destinationID { partial.set(\.destinationID, destination) }
        return try context.edit(grant, partial)
    }
}
