public import CaravanProtocol

/// The log of a trip, oldest first.
public enum ListChanges: ReadOperation {
    public struct Input: PageInput {
        public var id = ID<Trip>.unset
        public var after: Int64 = 0
        public var limit = 50
        public var cursor: String?

        public init() {}
        public static let fields = FieldList<Input>(
            [.required("id", \.id), .optional("after", \.after, .range(0...Int64.max))] + pageFields(\.limit, \.cursor))
    }

    public static let name = "trips.changes"
    public static let summary = "The log of a trip"
    public static let route = Route.get("/trips/{id}/changes/")
    public static let access = Access<Input, TripGrant>.trip(.readMembers) { $0.id }
    public static let failures: [FailureCode] = [.forbidden, .resyncRequired]

    public static func run(_ input: Input, _ grant: TripGrant, in context: Context) throws -> Page<Event> {
        // From the beginning on is what there is; after a revision is all that came after it.
        let head = try context.store.find(LogHead.self, key: [.id(grant.scope.id)])
        guard input.after == 0 || input.after >= head?.trimmed ?? 0 else { throw LivePlan.noSuchPosition }
        let query = Query<Change>(.equals(\.scopeID, grant.scope.id), .greater(\.revision, than: input.after))
        return try context.page(query.ordered(by: \.revision), input, list: "\(name)|\(grant.scope)|\(input.after)") {
            changes in
            let people = try context.people(changes.compactMap(\.actor))
            return changes.map { change in
                Event(change: change, actor: change.actor.flatMap { people[$0] }, epoch: context.settings.epoch)
            }
        }
    }
}
