import CaravanProtocol

extension WriteContext {
    /// Changes a trip as far as the partial means it, in one entry of the log; what changes nothing is none.
    func edit(_ grant: TripGrant, _ partial: Partial<Trip>) throws -> TripView {
        var trip = partial.applied(to: grant.trip)
        let difference = Trip.fields.difference(grant.trip, trip)
        guard !difference.isEmpty else { return TripView(grant.trip, role: grant.role) }
        if trip.visibility != grant.trip.visibility { try grant.require(.manage) }
        try trip.check()
        try grant.trip.status.checkMove(to: trip.status)
        let type = trip.status == grant.trip.status ? EventType.tripUpdated : .tripStatusChanged
        try change(&trip, difference, type, in: grant.scope)
        return TripView(trip, role: grant.role)
    }

    /// Moves a trip to a status.
    func move(_ grant: TripGrant, to status: TripStatus) throws -> TripView {
        var partial = Partial<Trip>()
        partial.set(\.status, status)
        return try edit(grant, partial)
    }

    /// Sets how many members a trip has. It is shown with the trip but is no field of its own: no revision moves.
    func setMemberCount(of trip: inout Trip, by step: Int) throws {
        trip.memberCount += step
        try table.update(trip, Trip.fields.mask(\.memberCount))
    }
}
