public import CaravanProtocol

/// The members of a trip, in the order in which they joined.
public enum ListMembers: ReadOperation {
    public struct Input: PageInput {
        public var tripID = ID<Trip>.unset
        public var limit = 50
        public var cursor: String?

        public init() {}
        public static let fields = FieldList<Input>([.required("trip_id", \.tripID)] + pageFields(\.limit, \.cursor))
    }

    public static let name = "members.list"
    public static let summary = "The members of a trip"
    public static let route = Route.get("/trips/{trip_id}/members/")
    public static let access = Access<Input, TripGrant>.trip(.readMembers) { $0.tripID }
    public static let failures: [FailureCode] = [.forbidden]

    public static func run(_ input: Input, _ grant: TripGrant, in context: Context) throws -> Page<MembershipView> {
        let query = Query<Membership>(.equals(\.tripID, grant.trip.id), .isNull(\.deletedAt)).ordered(
            by: \.joinedAt, \.id)
        return try context.page(query, input, list: "\(name)|\(grant.trip.id)") { members in
            let people = try context.people(members.map(\.userID))
            return members.map { MembershipView($0, user: people[$0.userID] ?? UserSummary()) }
        }
    }
}
