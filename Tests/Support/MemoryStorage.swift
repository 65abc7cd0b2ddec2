public import CaravanProtocol
import Synchronization

/// A storage of dictionaries, for tests that need none better: one transaction after the other, nothing durable, no
/// references checked.
public final class MemoryStorage: Storage {
    private let tables = Mutex<MemoryTables?>([:])

    public init() {}

    public var capabilities: StorageCapabilities {
        StorageCapabilities(isDurable: false, hasSnapshots: true, checksReferences: false)
    }

    public func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R {
        try readNow(body)
    }

    public func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R {
        try writeNow(body, committed: committed)
    }

    public func readNow<R>(_ body: (any Reading) throws -> R) throws -> R {
        try run { (try body($0), isKept: false) }
    }

    public func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R {
        try run({ (try body($0), isKept: true) }, committed: committed)
    }

    public func pendingMigrations() throws -> [Migration] {
        try readNow { _ in }
        return []
    }

    public func migrate() throws { try readNow { _ in } }
    public func holdExclusively() throws {}
    public func close() { tables.withLock { $0 = nil } }

    private func run<R>(
        _ body: (MemoryTransaction) throws -> (R, isKept: Bool), committed: (R) -> Void = { _ in }
    ) throws -> R {
        var result: R?
        try tables.withLock { tables in
            guard let before = tables else { throw StorageError.unavailable("the storage is closed") }
            let transaction = MemoryTransaction(before)
            let (value, isKept) = try body(transaction)
            if isKept { tables = transaction.tables }
            result = value
            committed(value)
        }
        guard let result else { preconditionFailure("a transaction gives a result or throws") }
        return result
    }
}
