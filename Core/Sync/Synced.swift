import CaravanProtocol

/// What clients keep offline and push: trips, destinations, activities and messages. Its name in pulls and pushes is its
/// schema's. A push runs the same operations as everybody else does.
protocol Synced: Versioned {
    associatedtype Create: WriteOperation where Create.Input == Draft<Self>, Create.Output: RevisedOutput
    associatedtype Update: WriteOperation where Update.Output: RevisedOutput
    associatedtype Remove: WriteOperation where Remove.Input == ByID<Self>

    /// The trip that it is in; a trip is in itself.
    var homeID: ID<Trip> { get }
    /// Whether it has come to its end.
    var isGone: Bool { get }
    /// Its place among its siblings, which moves when others make room.
    static var place: FieldMask { get }
    /// Fields that mean something only together, so that a merge takes all of them from one side.
    static var inseparable: [FieldMask] { get }

    /// The operation's input for a change of the meant fields.
    static func update(_ id: ID<Self>, _ partial: Partial<Self>) -> Update.Input
    /// Refuses a create that found another entity which does not stand for it.
    static func checkStandsFor(_ draft: Partial<Self>, _ found: Create.Output) throws(Failure)
    /// Refuses what contradicts itself, or cannot come of what it was.
    func check(from former: Self) throws(Failure)
    /// The field that names an entity which may go while this one stays, and what it names; `nil` where there is none, or
    /// where a change does not mean it.
    static func reference(in partial: Partial<Self>) -> (place: Int, id: UUIDBits)?
    /// Refuses whoever may not do that to it.
    func require(_ action: ChangeAction, _ grant: TripGrant, _ caller: ID<User>) throws(Failure)
    /// The caller's part in its trip, from which it may be gone itself; `nil` if he may not see it.
    func grant(in context: Context) throws -> TripGrant?
    /// As its own GET shows it to the caller.
    func served(in context: Context) throws -> EncodedJSON
    /// It, deleted, brought back with the meant fields; throws `conflict` for what stays deleted.
    func restored(with partial: Partial<Self>, _ grant: TripGrant, in context: WriteContext) throws -> Self
}

extension Synced {
    static var place: FieldMask { .none }
    static var inseparable: [FieldMask] { [] }

    /// What changes with every change, or is the same for ever: nothing that a merge could be about.
    static var housekeeping: FieldMask {
        fields.mask { !$0.right.isShown || Housekeeping.names.contains($0.name) }
    }

    static func checkStandsFor(_ draft: Partial<Self>, _ found: Create.Output) throws(Failure) {
        throw Failure(.alreadyExists)
    }
    func check(from former: Self) throws(Failure) {}
    static func reference(in partial: Partial<Self>) -> (place: Int, id: UUIDBits)? { nil }
    func require(_ action: ChangeAction, _ grant: TripGrant, _ caller: ID<User>) throws(Failure) {
        try grant.require(.edit)
    }
    func grant(in context: Context) throws -> TripGrant? { try context.grant(homeID) }
    func served(in context: Context) throws -> EncodedJSON { try logged(in: context) }
}

extension Synced where Update.Input == Edit<Self> {
    static func update(_ id: ID<Self>, _ partial: Partial<Self>) -> Edit<Self> { Edit(id: id, partial: partial) }
}

private enum Housekeeping {
    static let names: Set<String> = ["id", "revision", "created_at", "updated_at", "member_count", "is_edited"]
}
