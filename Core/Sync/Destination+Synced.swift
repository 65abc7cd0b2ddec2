import CaravanProtocol

extension Destination: Synced {
    var homeID: ID<Trip> { tripID }
    var isGone: Bool { deletedAt != nil }
}
