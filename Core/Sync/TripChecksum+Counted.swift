import CaravanProtocol

extension TripChecksum {
    /// Counts an entity in, or out again.
    mutating func toggle(_ id: UUIDBits, _ revision: Int64, _ signer: any TokenSigner) {
        toggle(id, revision, sha256: signer.fingerprint)
    }

    /// Counts a trip whose sum nobody has kept: one of a database from before there was one.
    static func counted(of trip: ID<Trip>, in context: Context) throws -> TripChecksum {
        var sum = TripChecksum()
        guard let trip = try context.liveTrip(trip) else { return sum }
        func count<E: Versioned>(_ query: Query<E>) throws {
            for item in try context.store.select(query) {
                sum.toggle(item.id.bits, item.revision, context.services.signer)
            }
        }
        sum.toggle(trip.id.bits, trip.revision, context.services.signer)
        try count(Query<Destination>(.equals(\.tripID, trip.id), .isNull(\.deletedAt)))
        try count(Query<Activity>(.equals(\.tripID, trip.id), .isNull(\.deletedAt)))
        try count(Query<Message>(.equals(\.tripID, trip.id), .equals(\.isDeleted, false)))
        return sum
    }
}
