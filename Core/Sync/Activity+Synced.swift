import CaravanProtocol

extension Activity: Synced {
    typealias Create = CreateActivity
    typealias Update = UpdateActivity
    typealias Remove = DeleteActivity

    var homeID: ID<Trip> { tripID }
    var isGone: Bool { deletedAt != nil }
    static let place = fields.mask(\.order)
    /// An amount with the currency of another is an amount that nobody wrote.
    static let inseparable = [fields.mask(\.cost, \.currency)]
    private static let destination = fields.place(of: \.destinationID)

    func check(from former: Activity) throws(Failure) { try check() }

    static func reference(in partial: Partial<Activity>) -> (place: Int, id: UUIDBits)? {
        partial.mask[destination] ? (destination, partial.value.destinationID.bits) : nil
    }

    func restored(with partial: Partial<Activity>, _ grant: TripGrant, in context: WriteContext) throws -> Activity {
        var activity = partial.applied(to: self)
        guard let destination = try context.store.find(activity.destinationID), destination.deletedAt == nil,
            destination.tripID == tripID
        else { throw Failure(.conflict, "The destination of the activity is gone.") }
        try context.resolveTimes(of: &activity, at: destination, in: grant.trip)
        try activity.check()
        try context.makeRoom(for: &activity, at: partial.named(\.order), in: grant.scope)
        let changed = Activity.fields.difference(self, activity)
        try context.restore(&activity, changed, .activityCreated, in: grant.scope)
        return activity
    }
}
