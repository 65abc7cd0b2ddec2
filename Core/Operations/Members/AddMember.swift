public import CaravanProtocol

/// Adds a user to a trip.
public enum AddMember: WriteOperation {
    public static let name = "members.add"
    public static let summary = "Add a member"
    public static let route = Route.post("/trips/{trip_id}/members/", success: 201)
    public static let effect = Effect.write
    public static let access = Access<Draft<Membership>, TripGrant>.trip(.manage) { $0.partial.value.tripID }
    public static let failures: [FailureCode] = [.forbidden, .alreadyExists, .conflict]

    public static func run(_ input: Draft<Membership>, _ grant: TripGrant, in context: WriteContext) throws
        -> MembershipView
    {
        var membership = input.partial.value
        let fingerprint = context.fingerprint(name, input.partial)
        if input.partial.names(\.id) {
            if let first = try context.repeated(membership.id, fingerprint) {
                return try MembershipView(first, in: context)
            }
        } else {
            membership.id = context.newID()
        }
        guard let user = try context.store.find(membership.userID), user.isActive else {
            throw Failure.invalid("user_id", .reference, "There is no such user.")
        }
        guard try context.membership(of: user.id, in: grant.trip.id) == nil else {
            let problem = FieldProblem("user_id", .taken, "This user is a member already.")
            throw Failure(.alreadyExists, problem.detail, errors: [problem])
        }
        var trip = grant.trip
        guard trip.memberCount < Bounds.membersMax else {
            throw Failure(.conflict, "A trip has at most \(Bounds.membersMax) members.")
        }
        membership.joinedAt = context.now
        membership.invitedBy = try context.requireCaller().id
        try context.add(&membership, .memberAdded, in: grant.scope, fingerprint: fingerprint)
        try context.setMemberCount(of: &trip, by: 1)
        try context.logAccess(.accessGranted, to: trip.id, of: user.id)
        return try MembershipView(membership, in: context)
    }
}
