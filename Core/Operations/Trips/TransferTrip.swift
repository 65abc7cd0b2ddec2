public import CaravanProtocol

/// Makes another member the owner; the former one becomes editor.
public enum TransferTrip: WriteOperation {
    public struct Input: InputRecord {
        public var id = ID<Trip>.unset
        public var userID = ID<User>.unset

        public init() {}
        public static let fields: FieldList<Input> = [.required("id", \.id), .required("user_id", \.userID)]
    }

    public static let name = "trips.transfer"
    public static let summary = "Give a trip another owner"
    public static let route = Route.post("/trips/{id}/transfer/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, TripGrant>.trip(.manage) { $0.id }
    /// The former owner has no right to transfer any more.
    public static let replayAccess = Access<Input, TripGrant>.trip(.readMembers) { $0.id }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: Input, _ grant: TripGrant, in context: WriteContext) throws -> TripView {
        guard var next = try context.membership(of: input.userID, in: grant.trip.id),
            try context.store.find(input.userID)?.isActive == true
        else {
            throw Failure.invalid("user_id", .reference, "This is no member of the trip who could own it.")
        }
        guard var former = grant.membership, next.id != former.id else { return TripView(grant.trip, role: grant.role) }
        next.role = .owner
        former.role = .editor
        try context.change(&next, Membership.fields.mask(\.role), .memberUpdated, in: grant.scope)
        try context.change(&former, Membership.fields.mask(\.role), .memberUpdated, in: grant.scope)
        return TripView(grant.trip, role: former.role)
    }
}
