public import CaravanProtocol

/// Gives a member another role.
public enum UpdateMember: WriteOperation {
    public struct Input: InputRecord {
        public var tripID = ID<Trip>.unset
        public var userID = ID<User>.unset
        public var role = Role.viewer

        public init() {}
        public static let fields: FieldList<Input> = [
            .required("trip_id", \.tripID), .required("user_id", \.userID), .required("role", \.role, Role.given),
        ]
    }

    public static let name = "members.update"
    public static let summary = "Give a member another role"
    public static let route = Route.patch("/trips/{trip_id}/members/{user_id}/")
    public static let effect = Effect.idempotentWrite
    public static let access = Access<Input, TripGrant>.trip(.manage) { $0.tripID }
    public static let failures: [FailureCode] = [.forbidden, .conflict]

    public static func run(_ input: Input, _ grant: TripGrant, in context: WriteContext) throws -> MembershipView {
        var membership = try context.member(input.userID, of: grant)
        guard membership.role != .owner else {
            throw Failure(.conflict, "The owner stays owner until the trip is transferred.")
        }
        if membership.role != input.role {
            membership.role = input.role
            try context.change(&membership, Membership.fields.mask(\.role), .memberUpdated, in: grant.scope)
        }
        return try MembershipView(membership, in: context)
    }
}
