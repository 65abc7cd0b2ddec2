import CaravanProtocol

extension WriteContext {
    /// Logs in a user's own log that he gained or lost a trip.
    func logAccess(_ type: EventType, to trip: ID<Trip>, of user: ID<User>) throws {
        let action = type == .accessGranted ? ChangeAction.create : .delete
        try log(type, action, "trip", trip.bits, in: .user(user)) { _ in EncodedJSON("{\"trip_id\":\"\(trip)\"}") }
    }
}
