import CaravanProtocol

extension Trip: Synced {
    var homeID: ID<Trip> { id }
    var isGone: Bool { deletedAt != nil }
}
