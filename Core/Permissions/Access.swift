public import CaravanProtocol

/// Who may call an operation: a check that runs inside the transaction and hands what it loaded to the handler.
public struct Access<Input, Grant>: Sendable {
    /// Whether a call without a session is refused before anything is read.
    public let needsSession: Bool
    let check: @Sendable (Input, Context) throws -> Grant

    init(needsSession: Bool = true, _ check: @escaping @Sendable (Input, Context) throws -> Grant) {
        self.needsSession = needsSession
        self.check = check
    }
}

extension Access where Grant == Void {
    /// Everybody, signed in or not.
    public static var anyone: Access { Access(needsSession: false) { _, _ in } }
}

extension Access where Grant == Caller {
    /// Whoever has a session.
    public static var signedIn: Access { Access { _, context in try context.requireCaller() } }
}

extension Access where Grant == TripGrant {
    /// Whoever has the right in the trip that the input names. A trip that the caller may not see is `not_found`.
    public static func trip(_ right: Right, _ trip: @escaping @Sendable (Input) -> ID<Trip>) -> Access {
        Access { input, context in
            guard let grant = try context.grant(trip(input)) else { throw Failure(.notFound, "There is no such trip.") }
            try grant.require(right)
            return grant
        }
    }
}

extension Access where Grant == ItemGrant<Destination> {
    /// Whoever has the right in the trip of the destination that the input names.
    public static func destination(_ right: Right, _ id: @escaping @Sendable (Input) -> ID<Destination>) -> Access {
        item(right, id) { $0.tripID }
    }
}

extension Access where Grant == ItemGrant<Activity> {
    /// Whoever has the right in the trip of the activity that the input names.
    public static func activity(_ right: Right, _ id: @escaping @Sendable (Input) -> ID<Activity>) -> Access {
        item(right, id) { $0.tripID }
    }
}

extension Access {
    private static func item<E: SoftDeleted>(
        _ right: Right, _ id: @escaping @Sendable (Input) -> ID<E>, _ trip: @escaping @Sendable (E) -> ID<Trip>
    ) -> Access where Grant == ItemGrant<E> {
        Access { input, context in
            guard let item = try context.store.find(id(input)), item.deletedAt == nil,
                let grant = try context.grant(trip(item))
            else { throw Failure(.notFound, "There is no such \(E.schema.name).") }
            try grant.require(right)
            return ItemGrant(item: item, grant: grant)
        }
    }
}
