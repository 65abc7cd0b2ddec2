public import CaravanProtocol

/// The caller's trips, or everybody's public ones.
public enum ListTrips: ReadOperation {
    /// Whose trips.
    public enum Whose: String, Choice { case mine, `public` }

    public struct Input: PageInput {
        public var scope = Whose.mine
        public var status: TripStatus?
        public var visibility: Visibility?
        public var role: Role?
        public var search: String?
        public var startsAfter: LocalDate?
        public var startsBefore: LocalDate?
        public var ordering = TripOrdering.newestFirst
        public var limit = 50
        public var cursor: String?

        public init() {}
        public static let fields = FieldList<Input>(
            [
                .optional("scope", \.scope),
                .optional("status", \.status),
                .optional("visibility", \.visibility),
                .optional("role", \.role),
                .optional("search", \.search, .length(0...200)),
                .optional("starts_after", \.startsAfter),
                .optional("starts_before", \.startsBefore),
                .optional("ordering", \.ordering),
            ] + pageFields(\.limit, \.cursor))

        /// What makes the list this one, whatever the page.
        var identity: String {
            let parts = [
                scope.rawValue, status?.rawValue, visibility?.rawValue, role?.rawValue, startsAfter?.description,
                startsBefore?.description, ordering.rawValue, search,
            ]
            return ListTrips.name + parts.map { "|" + ($0 ?? "") }.joined()
        }
    }

    public static let name = "trips.list"
    public static let summary = "The caller's trips, or everybody's public ones"
    public static let route = Route.get("/trips/")
    public static let access = Access<Input, Caller>.signedIn

    /// Words are looked for in every trip, and everybody's public ones may be many.
    public static func isBrief(_ input: Input) -> Bool { input.search == nil && input.scope == .mine }

    public static func run(_ input: Input, _ caller: Caller, in context: Context) throws -> Page<TripView> {
        var query = Query<Trip>(.isNull(\.deletedAt))
        let own: [Filter<Membership>] = [.equals(\.userID, caller.id), .isNull(\.deletedAt)]
        if input.scope == .public { query.filters.append(.equals(\.visibility, .public)) }
        if let role = input.role {
            query.filters.append(.exists(Membership.self, by: \.tripID, .all(own + [.equals(\.role, role)])))
        } else if input.scope == .mine {
            query.filters.append(.exists(Membership.self, by: \.tripID, .all(own)))
        }
        if let status = input.status { query.filters.append(.equals(\.status, status)) }
        if let visibility = input.visibility { query.filters.append(.equals(\.visibility, visibility)) }
        if let day = input.startsAfter { query.filters.append(.atLeast(\.startDate, day)) }
        if let day = input.startsBefore { query.filters.append(.atMost(\.startDate, day)) }
        if let search = input.search, !search.isEmpty {
            query.filters.append(.any(.containsFolded(\.title, search), .containsFolded(\.description, search)))
        }
        return try context.page(input.ordering.order(query), input, list: input.identity) { trips in
            let memberships = try context.store.select(Query(own + [.oneOf(\.tripID, trips.map(\.id))]))
            let roles = Dictionary(memberships.map { ($0.tripID, $0.role) }) { first, _ in first }
            return trips.map { TripView($0, role: roles[$0.id]) }
        }
    }
}
