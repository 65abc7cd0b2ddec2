import CaravanProtocol

extension Activity: Synced {
    var homeID: ID<Trip> { tripID }
    var isGone: Bool { deletedAt != nil }
}
