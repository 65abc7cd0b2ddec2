/// A database. A synchronous core (``readNow(_:)``, ``writeNow(_:)``) and an asynchronous shell around it.
///
/// A transaction is the closure: it commits when the closure returns and rolls back when it throws. A transaction
/// cannot leave its closure, and nothing in the closure waits.
public protocol Storage: Sendable {
    var capabilities: StorageCapabilities { get }

    /// Reads on a thread of the storage, or on the caller's where that is cheaper.
    func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R
    /// Writes; returns after the commit is durable.
    ///
    /// - Parameter committed: Told the result once the commit is durable and before this returns, on the thread that
    ///   committed; where one thread commits, in the order of the commits. It is short, and asks the storage for nothing.
    func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R
    /// Reads on the calling thread.
    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R
    /// Writes while the calling thread waits; returns after the commit is durable.
    ///
    /// - Parameter committed: As for ``write(_:committed:)``.
    func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R

    /// A number that changes when another process has committed something; `nil` where this is always the only one, or
    /// other processes tell of themselves by the bus.
    func foreignChangeMark() async throws -> Int64?
    /// As ``foreignChangeMark()``, while the calling thread waits.
    func foreignChangeMarkNow() throws -> Int64?

    /// The migrations that this program knows and the database lacks. Changes nothing.
    /// Throws ``StorageError/newerSchema(found:known:)``, ``StorageError/changedMigration(_:)``.
    func pendingMigrations() throws -> [Migration]
    /// Applies them in order, each in a transaction of its own.
    func migrate() throws
    /// Where one server at a time is all that the database bears: keeps others off as long as this process lives; other
    /// commands still read and write beside it. Throws ``StorageError/locked(_:)`` at once when a server holds it.
    func holdExclusively() throws
    /// Ends the storage after what runs; later calls throw ``StorageError/unavailable(_:)``.
    func close()
}

extension Storage {
    public func write<R: Sendable>(_ body: @escaping @Sendable (any Writing) throws -> R) async throws -> R {
        try await write(body) { _ in }
    }

    public func writeNow<R>(_ body: (any Writing) throws -> R) throws -> R { try writeNow(body) { _ in } }

    public func foreignChangeMark() async throws -> Int64? { try foreignChangeMarkNow() }
    public func foreignChangeMarkNow() throws -> Int64? { nil }
}
