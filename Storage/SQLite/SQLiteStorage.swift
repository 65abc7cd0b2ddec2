public import CaravanProtocol
import Synchronization

/// A database of SQLite, in a file (WAL, group commit, several readers) or in memory.
///
/// Nothing is opened before the first use, and nothing is written before ``migrate()`` has found that the database is
/// one of this program's.
public final class SQLiteStorage: Storage {
    private enum State {
        case unopened
        case open(any Engine)
        case closed
    }

    public let location: SQLiteLocation
    private let migrator: Migrator
    private let state = Mutex(State.unopened)
    private let serveLock = Mutex<CInt?>(nil)

    /// - Parameters:
    ///   - migrations: all that this program knows, numbered from 1.
    public init(_ location: SQLiteLocation, migrations: [Migration], options: SQLiteOptions = SQLiteOptions()) {
        self.location = location
        migrator = Migrator(location, migrations, options)
    }

    /// A database in memory that begins as an image (``image()``), which has all the migrations already.
    public init(image: [UInt8], migrations: [Migration], options: SQLiteOptions = SQLiteOptions()) throws {
        location = .memory
        migrator = Migrator(.memory, migrations, options)
        let connection = try Connection(.memory, .readWrite, options)
        try Self.orClose(connection) { try $0.load(image) }
        state.withLock { $0 = .open(MemoryEngine(connection)) }
    }

    deinit { close() }

    public var capabilities: StorageCapabilities {
        StorageCapabilities(isDurable: location != .memory, hasSnapshots: true, checksReferences: true)
    }

    public func read<R: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> R) async throws -> R {
        try await engine().read(body)
    }

    public func write<R: Sendable>(
        _ body: @escaping @Sendable (any Writing) throws -> R, committed: @escaping @Sendable (R) -> Void
    ) async throws -> R {
        try await engine().write(body, committed: committed)
    }

    public func readNow<R>(_ body: (any Reading) throws -> R) throws -> R { try engine().readNow(body) }

    /// As ``Storage/writeNow(_:committed:)``. In a file's write transaction it is a programmer's error.
    public func writeNow<R>(_ body: (any Writing) throws -> R, committed: (R) -> Void) throws -> R {
        try engine().writeNow(body, committed: committed)
    }

    /// As ``Storage/foreignChangeMark()``: the writer's `PRAGMA data_version`, which its own commits leave as it is.
    public func foreignChangeMark() async throws -> Int64? { try await engine().foreignChangeMark() }
    public func foreignChangeMarkNow() throws -> Int64? { try engine().foreignChangeMarkNow() }

    public func pendingMigrations() throws -> [Migration] {
        try state.withLock { state in
            switch state {
            case .closed: throw Self.closed
            case .open: return []
            case .unopened:
                guard case .file(let path) = location else { return migrator.migrations }
                return try migrator.pending(path: path)
            }
        }
    }

    /// As ``Storage/migrate()``. Makes the file, for its owner only, if there is none.
    /// Throws ``StorageError/locked(_:)`` when another program holds the file longer than the options wait.
    public func migrate() throws {
        try state.withLock { state in
            switch state {
            case .closed: throw Self.closed
            case .open: return
            case .unopened: state = .open(try openMigrated())
            }
        }
    }

    /// Keeps other servers off the file as long as this process lives: a second one fails at once with
    /// ``StorageError/locked(_:)``. Other commands still read and write beside it.
    public func holdExclusively() throws {
        guard case .file(let path) = location else { return }
        try serveLock.withLock { if $0 == nil { $0 = try DatabaseFile(path).lock() } }
    }

    public func close() {
        let engine: (any Engine)? = state.withLock { state in
            defer { state = .closed }
            if case .open(let engine) = state { return engine }
            return nil
        }
        engine?.close()
        serveLock.withLock {
            if let descriptor = $0 { DatabaseFile.unlock(descriptor) }
            $0 = nil
        }
    }

    /// How many transactions each commit carried. Opens nothing.
    public var statistics: SQLiteStatistics {
        state.withLock { if case .open(let engine) = $0 { engine.statistics } else { SQLiteStatistics() } }
    }

    /// Runs something on a connection of its own, or on the only one.
    func inspect<R>(_ body: (Connection) throws -> R) throws -> R { try engine().inspect(body) }

    /// The opened database; opened now if it needs no migration.
    private func engine() throws -> any Engine {
        try state.withLock { state in
            switch state {
            case .closed: throw Self.closed
            case .open(let engine): return engine
            case .unopened:
                guard case .file(let path) = location, try migrator.pending(path: path).isEmpty else {
                    throw StorageError.unavailable("the database lacks migrations")
                }
                let engine = try openMigrated()
                state = .open(engine)
                return engine
            }
        }
    }

    private func openMigrated() throws -> any Engine {
        switch location {
        case .memory:
            let connection = try Connection(.memory, .readWrite, migrator.options)
            try Self.orClose(connection) { try migrator.migrate($0) }
            return MemoryEngine(connection)
        case .file(let path):
            // Nothing is touched before these checks.
            _ = try migrator.pending(path: path)
            try DatabaseFile(path).create()
            let connection = try Connection(.file(path), .readWrite, migrator.options)
            try Self.orClose(connection) {
                try $0.execute("PRAGMA journal_mode = WAL")
                try migrator.migrate($0)
            }
            defer { connection.close() }
            return try FileEngine(path: path, migrator.options)
        }
    }

    private static func orClose(_ connection: Connection, _ body: (Connection) throws -> Void) throws {
        do {
            try body(connection)
        } catch {
            connection.close()
            throw error
        }
    }

    private static var closed: StorageError { .unavailable("the storage is closed") }
}
