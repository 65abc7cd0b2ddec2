/// What a reading transaction can do. It lives as long as the closure that gets it, on the thread that runs it.
public protocol Reading {
    /// The row with that primary key.
    func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E?
    /// As `find`; in a writing transaction no other one changes the row until this one ends.
    func lock<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E?
    /// The rows that the query asks for, in its order.
    func select<E: Entity>(_ query: Query<E>) throws -> [E]
    /// Gives `body` the rows that the query asks for, one after the other, in its order, without making entities of them.
    /// The body may read meanwhile, and not write.
    func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws
    /// How many rows meet the query's conditions; order, `after` and limit do not count.
    func count<E: Entity>(_ query: Query<E>) throws -> Int
    /// A number that changes when anybody has committed something but this storage: as of now, not as of the
    /// transaction's beginning, so that after another's acknowledged commit it is another. It costs next to nothing, and
    /// waits for nobody. `nil` where that cannot be told, or not now.
    func othersMark() -> Int64?
}

extension Reading {
    public func othersMark() -> Int64? { nil }

    public func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws {
        for entity in try select(query) { try body(HeldRow(E.fields.row(of: entity))) }
    }

    /// The row with that id.
    public func find<E: Identified>(_ id: ID<E>) throws -> E? { try find(E.self, key: [.id(id.bits)]) }

    /// The row with that id, locked in a writing transaction.
    public func lock<E: Identified>(_ id: ID<E>) throws -> E? { try lock(E.self, key: [.id(id.bits)]) }

    /// The first row of the query.
    public func first<E: Entity>(_ query: Query<E>) throws -> E? { try select(query.limited(to: 1)).first }
}
