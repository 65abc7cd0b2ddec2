import CaravanProtocol

extension Message: Synced {
    var homeID: ID<Trip> { tripID }
    var isGone: Bool { isDeleted }
}
