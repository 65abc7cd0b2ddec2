import CaravanProtocol
import Synchronization

/// A storage whose commits fail when it is told so: a crash at the last moment.
final class FailingStorage: Storage {
    private let base: any Storage
    private let error = Mutex<StorageError?>(nil)
    private let readError = Mutex<StorageError?>(nil)

    init(_ base: any Storage) {
        self.base = base
    }

    /// Lets the next commit fail.
    func failNextCommit(_ error: StorageError) { self.error.withLock { $0 = error } }

    /// Lets the next read fail.
    func failNextRead(_ error: StorageError) { readError.withLock { $0 = error } }

    private func failIfTold() throws { try Self.fail(error) }

    private static func fail(_ error: borrowing Mutex<StorageError?>) throws {
        let error = error.withLock { error -> StorageError? in
            defer { error = nil }
            return error
        }
        if let error { throw error }
    }

    var capabilities: StorageCapabilities { base.capabilities }

    func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R {
        try Self.fail(readError)
        return try await base.read(body)
    }

    func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R {
        try await base.write(
            { tx in
                let result = try body(tx)
                try self.failIfTold()
                return result
            }, committed: committed)
    }

    func readNow<R>(_ body: (any Reading) throws -> R) throws -> R {
        try Self.fail(readError)
        return try base.readNow(body)
    }

    func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R {
        try base.writeNow(
            { tx in
                let result = try body(tx)
                try failIfTold()
                return result
            }, committed: committed)
    }

    func foreignChangeMark() async throws -> Int64? { try await base.foreignChangeMark() }
    func foreignChangeMarkNow() throws -> Int64? { try base.foreignChangeMarkNow() }
    func pendingMigrations() throws -> [Migration] { try base.pendingMigrations() }
    func migrate() throws { try base.migrate() }
    func holdExclusively() throws { try base.holdExclusively() }
    func close() { base.close() }
}
