public import CaravanProtocol

extension Context {
    /// The trip with the caller's part in it; `nil` if there is none that he may see.
    public func grant(_ id: ID<Trip>) throws -> TripGrant? {
        let caller = try requireCaller().id
        guard let memory else { return try readGrant(id, caller) }
        let part = TransactionMemory.Part(trip: id, user: caller)
        return try memory.grant(part, isHeld: holds(id.bits)) { try readGrant(id, caller) }
    }

    private func readGrant(_ id: ID<Trip>, _ caller: ID<User>) throws -> TripGrant? {
        guard let trip = try liveTrip(id) else { return nil }
        let membership = try self.membership(of: caller, in: id)
        guard Permissions.allows(.read, membership?.role, trip.visibility) else { return nil }
        return TripGrant(trip: trip, membership: membership)
    }
}
