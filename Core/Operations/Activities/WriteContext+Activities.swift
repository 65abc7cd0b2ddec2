import CaravanProtocol

extension WriteContext {
    /// Changes an activity as far as the partial means it. Another `destination_id` of the same trip moves it there, to
    /// the end unless `order` says more; a named `order` moves it among its siblings.
    func edit(_ grant: ItemGrant<Activity>, _ partial: Partial<Activity>) throws -> Activity {
        let old = grant.item
        var content = partial
        content.drop(\.order)
        content.drop(\.destinationID)
        var activity = content.applied(to: old)
        let destination = try target(of: partial, grant)
        if partial.names(\.currency), activity.currency == nil { activity.currency = grant.grant.trip.currency }
        try resolveTimes(of: &activity, at: destination, in: grant.grant.trip)
        try activity.check()
        if destination.id != old.destinationID {
            activity.destinationID = destination.id
            try makeRoom(for: &activity, at: partial.named(\.order), in: grant.scope)
        } else if let order = partial.named(\.order) {
            _ = try move(&activity, to: order, in: grant.scope)
        }
        let difference = Activity.fields.difference(old, activity)
        guard !difference.isEmpty else { return old }
        try change(&activity, difference, .activityUpdated, in: grant.scope)
        if activity.destinationID != old.destinationID { try closeGap(behind: old, in: grant.scope) }
        return activity
    }

    private func target(of partial: Partial<Activity>, _ grant: ItemGrant<Activity>) throws -> Destination {
        let wanted = partial.named(\.destinationID) ?? grant.item.destinationID
        let destination = try self.destination(wanted, "destination_id").item
        guard destination.tripID == grant.item.tripID else {
            throw Failure.invalid("destination_id", .reference, "An activity stays in its trip.")
        }
        return destination
    }

    /// Sets who completed an activity and when, or that nobody did; what is so already is no change.
    func setCompletion(of grant: ItemGrant<Activity>, to isCompleted: Bool) throws -> Activity {
        var activity = grant.item
        guard isCompleted != (activity.completedAt != nil) else { return activity }
        activity.completedAt = isCompleted ? now : nil
        activity.completedBy = isCompleted ? try requireCaller().id : nil
        let mask = Activity.fields.mask(\.completedAt, \.completedBy)
        try change(&activity, mask, isCompleted ? .activityCompleted : .activityUpdated, in: grant.scope)
        return activity
    }
}
