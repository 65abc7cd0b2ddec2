import CSQLite
import CaravanProtocol
import CaravanSQL

/// One connection to the database. It is used by one thread at a time.
///
/// Unchecked: whoever owns it (the writer, the pool, a lock) hands it from thread to thread under a mutex, and SQLite is
/// opened without its own.
final class Connection: @unchecked Sendable {
    enum Mode {
        case readOnly
        /// Without looking for locks, and without making the files that WAL needs: nobody else has it open.
        case readOnlyImmutable
        case readWrite
    }

    private static let preparation: Void = caravan_sqlite_count_no_memory()

    /// What the database is called in errors.
    let name: String
    let handle: OpaquePointer
    let texts = StatementTexts(SQLiteDialect())
    private var statements: StatementCache<StatementKey>
    private var controls: StatementCache<StaticString.Address>

    /// Opens a file that is there, or `:memory:`.
    init(_ location: SQLiteLocation, _ mode: Mode, _ options: SQLiteOptions) throws {
        Self.preparation
        statements = StatementCache(countMax: options.statementsMax)
        controls = StatementCache(countMax: 64)
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let uri: String
        switch location {
        case .memory:
            name = "the database in memory"
            uri = ":memory:"
            flags |= SQLITE_OPEN_READWRITE
        case .file(let path):
            name = path
            uri = mode == .readOnlyImmutable ? Self.immutableURI(path) : path
            flags |= mode == .readWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
            if mode == .readOnlyImmutable { flags |= SQLITE_OPEN_URI }
        }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(uri, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw SQLiteErrors.error(code, message, database: name, table: nil)
        }
        handle = opened
        let timeout = options.busyTimeout.components
        sqlite3_busy_timeout(handle, CInt(timeout.seconds * 1000 + timeout.attoseconds / 1_000_000_000_000_000))
        do {
            try execute("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
            try registerFolding()
        } catch {
            close()
            throw error
        }
    }

    /// Ends it. No statement is in use.
    func close() {
        statements.finalizeAll()
        controls.finalizeAll()
        sqlite3_close_v2(handle)
    }

    /// Whether no transaction is open: none was begun, or SQLite rolled it back by itself.
    var isOutsideTransaction: Bool { sqlite3_get_autocommit(handle) != 0 }
    /// How many rows were changed since it was opened.
    var totalChanges: Int64 { sqlite3_total_changes64(handle) }
    /// How many rows the last statement changed.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// The error that the last call left.
    func error(_ code: CInt, table: String? = nil) -> StorageError {
        SQLiteErrors.error(code, String(cString: sqlite3_errmsg(handle)), database: name, table: table)
    }

    /// Runs statements that give no rows and are not kept.
    func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Runs a statement of the driver's own (`BEGIN`), which is kept.
    func control(_ sql: StaticString) throws {
        let statement = try controls.statement(StaticString.Address(sql)) { try prepare(sql.description, isKept: true) }
        defer { statement.reset() }
        while try statement.step(self) {}
    }

    /// Uses a kept statement: binds the values, and resets it after `body`.
    func use<R>(
        _ key: StatementKey, text: () -> String, _ values: [StoredValue], _ body: (Statement) throws -> R
    ) throws -> R {
        let statement = try statements.statement(key) { try prepare(text(), isKept: true) }
        return try use(statement, values, body)
    }

    /// As ``use(_:text:_:_:)``; `body` may use the same statement with other values, or the same.
    func useAlone<R>(
        _ key: StatementKey, text: () -> String, _ values: [StoredValue], _ body: (Statement) throws -> R
    ) throws -> R {
        let statement = try statements.take(key) { try prepare(text(), isKept: true) }
        defer { statements.giveBack(statement, key) }
        return try use(statement, values, body)
    }

    private func use<R>(_ statement: Statement, _ values: [StoredValue], _ body: (Statement) throws -> R) throws -> R {
        // SQLITE_MAX_VARIABLE_NUMBER (https://sqlite.org/limits.html).
        guard values.count <= 32_766 else { throw StorageError.unsupported("\(values.count) values in a statement") }
        defer { statement.reset() }
        for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1, self) }
        return try body(statement)
    }

    /// The rows of a statement that is not kept.
    func rows(_ sql: String, _ values: [StoredValue] = []) throws -> [[StoredValue]] {
        let statement = try prepare(sql, isKept: false)
        defer { statement.finalize() }
        for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1, self) }
        var rows: [[StoredValue]] = []
        while try statement.step(self) { rows.append(try statement.row()) }
        return rows
    }

    private func prepare(_ sql: String, isKept: Bool) throws -> Statement {
        var statement: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = sqlite3_prepare_v3(handle, sql, -1, flags, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        return Statement(handle: statement)
    }

    /// `file:` URI; `?`, `#` and `%` would end or change the path (https://sqlite.org/uri.html).
    private static func immutableURI(_ path: String) -> String {
        var uri = "file:"
        for character in path {
            switch character {
            case "?": uri += "%3f"
            case "#": uri += "%23"
            case "%": uri += "%25"
            default: uri.append(character)
            }
        }
        return uri + "?immutable=1"
    }
}
