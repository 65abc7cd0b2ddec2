public import CaravanProtocol

extension Context {
    /// The trip with the caller's part in it; `nil` if there is none that he may see.
    public func grant(_ id: ID<Trip>) throws -> TripGrant? {
        guard let trip = try liveTrip(id) else { return nil }
        let membership = try self.membership(of: requireCaller().id, in: id)
        guard Permissions.allows(.read, membership?.role, trip.visibility) else { return nil }
        return TripGrant(trip: trip, membership: membership)
    }
}
