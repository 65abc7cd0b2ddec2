/// What a writing transaction can do. Its closure may run more than once (a serialisation failure): it changes nothing
/// but the transaction.
public protocol Writing: Reading {
    /// Adds a row. Throws ``StorageError/duplicate(table:columns:)``, ``StorageError/missingReference(table:column:)``.
    func insert<E: Entity>(_ entity: E) throws
    /// Writes the masked columns of the row with the entity's key. Throws ``StorageError/notFound(table:)`` and as `insert`.
    func update<E: Entity>(_ entity: E, _ mask: FieldMask) throws
    /// Removes the row with that key; false if there is none.
    @discardableResult
    func delete<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> Bool
    /// Removes every row that meets the conditions, and says how many.
    @discardableResult
    func delete<E: Entity>(where query: Query<E>) throws -> Int
    /// Runs `body`; if it throws, only what it did is undone.
    func savepoint<R>(_ body: () throws -> R) throws -> R
}
