public import CaravanProtocol

/// The members of a trip, in the order in which they joined.
public enum ListMembers: ReadOperation {
    public static let name = "members.list"
    public static let summary = "The members of a trip"
    public static let route = Route.get("/trips/{trip_id}/members/")
    public static let access = Access<TripPage, TripGrant>.trip(.readMembers) { $0.tripID }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: TripPage, _ grant: TripGrant, in context: Context) throws -> Page<MembershipView> {
        let query = Query<Membership>(.equals(\.tripID, grant.trip.id), .isNull(\.deletedAt)).ordered(
            by: \.joinedAt, \.id)
        return try context.page(query, input, list: "\(name)|\(grant.trip.id)") { members in
            let people = try context.people(members.map(\.userID))
            return members.map { MembershipView($0, user: people[$0.userID] ?? UserSummary()) }
        }
    }
}
