import CaravanProtocol

extension Context {
    /// The destination that a field names, with the grant for its trip. One that is unknown, or that the caller may not
    /// see, is a `validation_failed` of the field (WIRE.md section 2); so is a deleted one, unless it is asked for.
    func destination(
        _ id: ID<Destination>, _ field: String, orDeleted: Bool = false
    ) throws -> ItemGrant<Destination> {
        guard let destination = try store.find(id), destination.deletedAt == nil || orDeleted,
            let grant = try grant(destination.tripID)
        else {
            throw Failure.invalid(field, .reference, "There is no such destination.")
        }
        return ItemGrant(item: destination, grant: grant)
    }

    /// Gives local times their zone: the activity's own, else its destination's, else its trip's.
    func resolveTimes(of activity: inout Activity, at destination: Destination, in trip: Trip) throws(Failure) {
        let zone = activity.timeZone ?? destination.timeZone ?? trip.timeZone
        activity.startTime = try resolved(activity.startTime, in: zone, "start_time")
        activity.endTime = try resolved(activity.endTime, in: zone, "end_time")
    }

    private func resolved(_ moment: Moment?, in zone: ZoneName, _ field: String) throws(Failure) -> Moment? {
        guard let resolved = moment?.resolved(in: zone.name, services.zones) else { return nil }
        guard resolved.instant.isWritable else {
            throw .invalid(field, .range, "In UTC this is not in the years 0001 to 9999.")
        }
        return resolved
    }
}
