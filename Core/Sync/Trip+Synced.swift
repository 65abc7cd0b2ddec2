import CaravanProtocol

extension Trip: Synced {
    typealias Create = CreateTrip
    typealias Update = UpdateTrip
    typealias Remove = DeleteTrip

    var homeID: ID<Trip> { id }
    var isGone: Bool { deletedAt != nil }

    func check(from former: Trip) throws(Failure) {
        try check()
        try former.status.checkMove(to: status)
    }

    func require(_ action: ChangeAction, _ grant: TripGrant, _ caller: ID<User>) throws(Failure) {
        try grant.require(action == .delete ? .manage : .edit)
    }

    /// Who was a member when it was deleted is told so; to everybody else it is unknown.
    func grant(in context: Context) throws -> TripGrant? {
        guard isGone else { return try context.grant(id) }
        return try context.membership(of: context.requireCaller().id, in: id).map {
            TripGrant(trip: self, membership: $0)
        }
    }

    func served(in context: Context) throws -> EncodedJSON {
        TripView(self, role: try context.grant(id)?.role).encoded
    }

    func restored(with partial: Partial<Trip>, _ grant: TripGrant, in context: WriteContext) throws -> Trip {
        throw Failure(.conflict, "A deleted trip stays deleted.")
    }
}
