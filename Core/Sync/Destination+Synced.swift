import CaravanProtocol

extension Destination: Synced {
    typealias Create = CreateDestination
    typealias Update = UpdateDestination
    typealias Remove = DeleteDestination

    var homeID: ID<Trip> { tripID }
    var isGone: Bool { deletedAt != nil }
    func check(from former: Destination) throws(Failure) { try check() }
    static let place = fields.mask(\.order)

    func restored(with partial: Partial<Destination>, _ grant: TripGrant, in context: WriteContext) throws
        -> Destination
    {
        var destination = partial.applied(to: self)
        try destination.check()
        try context.makeRoom(for: &destination, at: partial.named(\.order), in: grant.scope)
        let changed = Destination.fields.difference(self, destination)
        try context.restore(&destination, changed, .destinationCreated, in: grant.scope)
        return destination
    }
}
