import CSQLite

/// SQLite's own interface, as thin as it gets.
package final class RawDatabase {
    private var handle: OpaquePointer?

    /// Opens a file with the pragmas that Caravan's writer has.
    package init(_ path: String) throws {
        guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
            throw BenchError("\(path) cannot be opened")
        }
        try execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; PRAGMA journal_size_limit = 67108864
            """)
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit { sqlite3_close_v2(handle) }

    package func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw error(sql) }
    }

    /// A statement that lives as long as the database.
    package func prepare(_ sql: String) throws -> RawStatement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { throw error(sql) }
        return RawStatement(database: self, handle: statement)
    }

    /// The rows of a query.
    package func rows(_ sql: String, _ values: [RawValue] = []) throws -> [[RawValue]] {
        let statement = try prepare(sql)
        statement.bind(values)
        var rows: [[RawValue]] = []
        while try statement.step() { rows.append(statement.row) }
        return rows
    }

    package func error(_ what: String) -> BenchError {
        BenchError("\(what): \(String(cString: sqlite3_errmsg(handle)))")
    }
}
