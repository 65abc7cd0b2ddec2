import CaravanProtocol

/// A writing transaction that tells a ``TransactionMemory`` what it writes.
final class WatchedWriting: Writing {
    private let base: any Writing
    private let memory: TransactionMemory

    init(_ base: any Writing, _ memory: TransactionMemory) {
        (self.base, self.memory) = (base, memory)
    }

    func find<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try base.find(type, key: key) }
    func lock<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> E? { try base.lock(type, key: key) }
    func select<E: Entity>(_ query: Query<E>) throws -> [E] { try base.select(query) }
    func visit<E: Entity>(_ query: Query<E>, _ body: (any StoredRow) throws -> Void) throws {
        try base.visit(query, body)
    }
    func count<E: Entity>(_ query: Query<E>) throws -> Int { try base.count(query) }
    func othersMark() -> Int64? { base.othersMark() }

    func insert<E: Entity>(_ entity: E) throws {
        try base.insert(entity)
        memory.inserted(entity)
    }

    func update<E: Entity>(_ entity: E, _ mask: FieldMask) throws {
        try base.update(entity, mask)
        memory.updated(E.self, mask)
    }

    func delete<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> Bool {
        defer { memory.forget(type) }
        return try base.delete(type, key: key)
    }

    func delete<E: Entity>(where query: Query<E>) throws -> Int {
        defer { memory.forget(E.self) }
        return try base.delete(where: query)
    }

    func savepoint<R>(_ body: () throws -> R) throws -> R {
        do {
            return try base.savepoint(body)
        } catch {
            memory.forgetAll()
            throw error
        }
    }
}
