/// What a writing transaction can do. Its closure may run more than once (a serialisation failure): it changes nothing
/// but the transaction.
///
/// After a verb has thrown, nothing more is done until the savepoint or the closure around it is left: not every storage
/// can go on. Whoever wants to catch an error puts the verb into a ``savepoint(_:)``.
public protocol Writing: Reading {
    /// Adds a row. Throws ``StorageError/duplicate(table:columns:)``, ``StorageError/missingReference(table:column:)``.
    func insert<E: Entity>(_ entity: E) throws
    /// Writes the masked columns of the row with the entity's key. Throws ``StorageError/notFound(table:)`` and as `insert`.
    func update<E: Entity>(_ entity: E, _ mask: FieldMask) throws
    /// Removes the row with that key; false if there is none. Throws ``StorageError/missingReference(table:column:)``
    /// when another row refers to it.
    @discardableResult
    func delete<E: Entity>(_ type: E.Type, key: [StoredValue]) throws -> Bool
    /// Removes every row that meets the conditions, and says how many. Throws ``StorageError/unsupported(_:)`` for a query
    /// with a limit or a start.
    @discardableResult
    func delete<E: Entity>(where query: Query<E>) throws -> Int
    /// Runs `body`; if it throws, only what it did is undone.
    func savepoint<R>(_ body: () throws -> R) throws -> R
}
