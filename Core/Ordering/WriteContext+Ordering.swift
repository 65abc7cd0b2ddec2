import CaravanProtocol

extension WriteContext {
    /// How many siblings there are, by the place of the last one.
    func siblingCount<E: Ordered>(of entity: E, in scope: Scope) throws -> Int {
        guard let memory else { return try readSiblingCount(of: entity) }
        return try memory.siblingCount(entity, isHeld: holds(scope.id)) { try readSiblingCount(of: entity) }
    }

    private func readSiblingCount<E: Ordered>(of entity: E) throws -> Int {
        let last = try store.first(entity.siblings.ordered(byNames: "order", "id", descending: true))
        return (last?.order ?? -1) + 1
    }

    /// Gives a new entity its place: what it asks for, or the end. Those behind it move up, each a change of its own.
    /// Call it before the entity is stored.
    func makeRoom<E: Ordered>(for entity: inout E, at wanted: Int?, in scope: Scope) throws {
        let count = try siblingCount(of: entity, in: scope)
        guard count < Bounds.siblingsMax else {
            throw Failure(.conflict, "There may be at most \(Bounds.siblingsMax) of them here.")
        }
        entity.order = min(wanted ?? count, count)
        try shift(entity, from: entity.order, through: count - 1, by: 1, in: scope)
    }

    /// Closes the gap that an entity leaves. Call it after the entity is gone from among its siblings.
    func closeGap<E: Ordered>(behind entity: E, in scope: Scope) throws {
        try shift(entity, from: entity.order + 1, through: .max, by: -1, in: scope)
    }

    /// Moves an entity among its siblings; a place beyond the end is the end. Says whether its place is another now.
    /// The entity itself is not written.
    func move<E: Ordered>(_ entity: inout E, to wanted: Int, in scope: Scope) throws -> Bool {
        let count = try siblingCount(of: entity, in: scope)
        let old = entity.order
        let new = min(wanted, count - 1)
        guard new != old else { return false }
        if new < old {
            try shift(entity, from: new, through: old - 1, by: 1, in: scope)
        } else {
            try shift(entity, from: old + 1, through: new, by: -1, in: scope)
        }
        entity.order = new
        return true
    }

    private func shift<E: Ordered>(_ entity: E, from first: Int, through last: Int, by step: Int, in scope: Scope)
        throws
    {
        guard first <= last else { return }
        for var sibling in try store.select(entity.siblings(from: first, through: last)) where sibling.id != entity.id {
            sibling.order += step
            try change(&sibling, E.fields.mask(named: "order"), E.changedEvent, in: scope, isShift: true)
        }
    }
}
