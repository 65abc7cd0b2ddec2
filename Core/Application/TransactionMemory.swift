import CaravanProtocol

/// What a writing transaction has read and would read again with each of its changes. It is kept only while the
/// transaction holds the trip's log, so that nobody else writes anything of the trip before it ends; and as long as the
/// transaction itself writes nothing that it rests on.
///
/// ``WatchedWriting`` tells it of every write.
final class TransactionMemory {
    struct Part: Hashable {
        let trip: ID<Trip>
        let user: ID<User>
    }

    struct Siblings: Hashable {
        let type: ObjectIdentifier
        let condition: Condition
    }

    private var grants: [Part: TripGrant] = [:]
    private var rooms: [ID<Trip>: ChatRoom] = [:]
    private var siblingCounts: [Siblings: Int] = [:]

    /// What was read, or what `body` reads now; that there is nothing is not kept.
    func grant(_ part: Part, isHeld: Bool, _ body: () throws -> TripGrant?) rethrows -> TripGrant? {
        if let grant = grants[part] { return grant }
        let grant = try body()
        if isHeld { grants[part] = grant }
        return grant
    }

    /// A trip has the same room for ever.
    func room(_ trip: ID<Trip>, _ body: () throws -> ChatRoom) rethrows -> ChatRoom {
        if let room = rooms[trip] { return room }
        let room = try body()
        rooms[trip] = room
        return room
    }

    /// How many siblings the entity has, by the place of the last one.
    func siblingCount<E: Ordered>(_ entity: E, isHeld: Bool, _ body: () throws -> Int) rethrows -> Int {
        let key = Self.siblings(of: entity)
        if let count = siblingCounts[key] { return count }
        let count = try body()
        if isHeld { siblingCounts[key] = count }
        return count
    }

    // MARK: - What is written

    func inserted<E: Entity>(_ entity: E) {
        switch entity {
        case let item as Destination where E.self == Destination.self: append(item)
        case let item as Activity where E.self == Activity.self: append(item)
        default: forget(E.self)
        }
    }

    func updated<E: Entity>(_: E.Type, _ mask: FieldMask) {
        if E.self == Destination.self, mask.intersection(Self.placeOfDestination).isEmpty { return }
        if E.self == Activity.self, mask.intersection(Self.placeOfActivity).isEmpty { return }
        forget(E.self)
    }

    /// Rows of that type are other ones now.
    func forget<E: Entity>(_: E.Type) {
        if E.self == Trip.self || E.self == Membership.self { grants = [:] }
        if E.self == ChatRoom.self { rooms = [:] }
        if E.self == Destination.self || E.self == Activity.self { siblingCounts = [:] }
    }

    /// Something was undone.
    func forgetAll() {
        grants = [:]
        rooms = [:]
        siblingCounts = [:]
    }

    /// One more at the end is one more; anywhere else they are counted anew.
    private func append<E: Ordered>(_ entity: E) {
        let key = Self.siblings(of: entity)
        guard let count = siblingCounts[key] else { return }
        siblingCounts[key] = entity.order == count && entity.deletedAt == nil ? count + 1 : nil
    }

    private static func siblings<E: Ordered>(of entity: E) -> Siblings {
        Siblings(type: ObjectIdentifier(E.self), condition: entity.siblings.condition)
    }

    /// The fields that say whose sibling one is, and which.
    private static let placeOfDestination = Destination.fields.mask(\.id, \.tripID, \.order, \.deletedAt)
    private static let placeOfActivity = Activity.fields.mask(\.id, \.tripID, \.destinationID, \.order, \.deletedAt)
}
