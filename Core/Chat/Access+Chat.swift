public import CaravanProtocol

extension Access where Grant == TripGrant {
    /// Whoever takes part in the chat of the trip that the input names. To everybody else there is no room, though a
    /// public trip is there for all.
    public static func room(_ trip: @escaping @Sendable (Input) -> ID<Trip>) -> Access {
        Access { input, context in
            guard let grant = try context.grant(trip(input)), grant.allows(.chat) else {
                throw Failure(.notFound, "There is no such room.")
            }
            return grant
        }
    }
}

extension Access where Grant == ItemGrant<Message> {
    /// Whoever takes part in the chat that the message which the input names is in. It may be a deleted one.
    public static func message(_ id: @escaping @Sendable (Input) -> ID<Message>) -> Access {
        Access { input, context in
            guard let message = try context.store.find(id(input)), let grant = try context.grant(message.tripID),
                grant.allows(.chat)
            else { throw Failure.noSuchMessage }
            return ItemGrant(item: message, grant: grant)
        }
    }
}
