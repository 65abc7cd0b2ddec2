public import CaravanProtocol

/// Makes a trip whose owner is the caller.
public enum CreateTrip: WriteOperation {
    public static let name = "trips.create"
    public static let summary = "Make a trip"
    public static let route = Route.post("/trips/", success: 201)
    public static let effect = Effect.write
    public static let access = Access<Draft<Trip>, Caller>.signedIn
    public static let failures: [FailureCode] = [.alreadyExists, .invalidTransition]

    public static func run(_ input: Draft<Trip>, _ caller: Caller, in context: WriteContext) throws -> TripView {
        var trip = input.partial.value
        let fingerprint = context.fingerprint(name, input.partial)
        if input.partial.names(\.id) {
            if let first = try context.repeated(trip.id, fingerprint) { return TripView(first, role: .owner) }
        } else {
            trip.id = context.newID()
        }
        try trip.check()
        try TripStatus.draft.checkMove(to: trip.status)
        trip.creator = caller.id
        trip.memberCount = 1
        try context.openLog(.trip(trip.id))
        try context.add(&trip, .tripCreated, in: .trip(trip.id), fingerprint: fingerprint)
        try context.addOwner(caller.id, of: trip)
        try context.openRoom(of: trip)
        return TripView(trip, role: .owner)
    }
}

extension WriteContext {
    /// The first membership of a trip. It comes with the trip: the entry that made the trip is its entry too.
    fileprivate func addOwner(_ user: ID<User>, of trip: Trip) throws {
        var membership = Membership()
        membership.id = newID()
        membership.tripID = trip.id
        membership.userID = user
        membership.role = .owner
        membership.joinedAt = now
        membership.createdAt = now
        membership.updatedAt = now
        membership.revision = trip.revision
        try table.insert(membership)
        try logAccess(.accessGranted, to: trip.id, of: user)
    }
}
